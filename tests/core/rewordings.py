"""A French sentence reworded as people do it: text and randomness in, text out; the same text where it cannot be."""

from __future__ import annotations

import random
import re

MONTHS = ["janvier", "février", "mars", "avril", "mai", "septembre", "octobre", "novembre", "décembre"]
WORDS = {
    "gratuite": "payante", "obligatoire": "conseillée", "grand": "petit", "ville": "région",
    "atelier": "cours", "contrat": "poste", "livre": "roman", "ouvre": "inaugure", "musée": "palais", "jour": "soir",
    "personnes": "gens", "maison": "ferme", "lettre": "gazette", "horloge": "pendule", "entrée": "sortie",
    "machine": "presse", "simple": "sobre", "travail": "labeur", "année": "saison", "reste": "demeure",
    "marché": "bazar", "semaine": "quinzaine", "heures": "minutes", "liens": "renvois", "envoyée": "adressée",
}  # fmt: skip
VERBS = "est|sont|a|ont|se|sert|reste|coûte|raconte|trouve|dessine|demande|retarde|commence|rejoint|ferme|rouvre"


def with_typo(text: str, rng: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<=[a-zé])[a-z](?=[a-z])", text)]
    if not places:
        return text
    at = rng.choice(places)
    return rng.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] * 2 + text[at + 1 :],
            text[:at] + rng.choice("aeinrst") + text[at + 1 :],
        ]
    )


def with_another_word(text: str, rng: random.Random) -> str:
    known = [word for word in WORDS if re.search(rf"(?<!\w){word}(?!\w)", text)]
    if known:
        word = rng.choice(known)
        return re.sub(rf"(?<!\w){word}(?!\w)", WORDS[word], text, count=1)
    places = list(re.finditer(r"(?<![\w(/:.@])[a-zé]{5,}(?![\w/:)])", text))
    if not places:
        return text
    at = rng.choice(places)
    return text[: at.start()] + rng.choice(["vraiment", "ancien", "voisin", "curieuse", "demain"]) + text[at.end() :]


def negated(text: str, rng: random.Random) -> str:
    found = re.search(r" (?:ne |n[’'])(\w+) (?:pas|plus|jamais) ", text)
    if found:
        return text[: found.start()] + f" {found[1]} " + text[found.end() :]
    places = list(re.finditer(rf" ({VERBS}) ", text))
    if not places:
        return text
    at = rng.choice(places)
    return text[: at.start()] + f" ne {at[1]} pas " + text[at.end() :]


def with_more_words(text: str, rng: random.Random) -> str:
    return (
        text[:-1] + rng.choice([", comme chaque année", " et ailleurs", ", si le temps le permet"]) + text[-1]
        if text.endswith((".", "!"))
        else text
    )


def with_another_number(text: str, rng: random.Random) -> str:
    places = list(
        re.finditer(r"(?<![\w/.\-])\d{1,3}(?![\w/.]| \d)", re.sub(r"\]\(.*?\)", lambda m: "x" * len(m[0]), text))
    )
    if not places:
        return text
    at = rng.choice(places)
    return text[: at.start()] + str(int(at[0]) + rng.choice([1, 2, 7])) + text[at.end() :]


def in_another_month(text: str, rng: random.Random) -> str:
    found = re.search("|".join(MONTHS), text)
    return (
        text[: found.start()] + rng.choice([m for m in MONTHS if m != found[0]]) + text[found.end() :]
        if found
        else text
    )


def with_another_number_in_words(text: str, rng: random.Random) -> str:
    words = ["deux", "trois", "quatre", "cinq", "six", "sept", "neuf", "douze", "vingt", "cent"]
    found = re.search(rf"(?<!\w)({'|'.join(words)})(?!\w)", text)
    return (
        text[: found.start()] + rng.choice([w for w in words if w != found[0]]) + text[found.end() :] if found else text
    )


def with_another_address(text: str, rng: random.Random) -> str:
    return re.sub(
        r"(?<!!)(\[[^\]]*\])\(https?://[^)]*\)", rf"\1(https://nouveau.example/{rng.randrange(999)})", text, count=1
    )


def with_another_image(text: str, rng: random.Random) -> str:
    return re.sub(r"(!\[[^\]]*\])\([^)]*\)", rf"\1(images/autre-{rng.randrange(99)}.png)", text, count=1)


def marked_otherwise(text: str, rng: random.Random) -> str:
    if "**" in text:
        return text.replace("**", "*")
    if link := re.search(r"(?<!!)\[([^\]]*)\]\([^)]*\)", text):
        return text[: link.start()] + link[1] + text[link.end() :]
    places = list(re.finditer(r"(?<![\w*@/.(])[a-zéè]{5,}(?![\w*/.])", text))
    if not places:
        return text
    at = rng.choice(places)
    marked = rng.choice([f"**{at[0]}**", f"*{at[0]}*", f"[{at[0]}](https://exemple.fr/{rng.randrange(99)})"])
    return text[: at.start()] + marked + text[at.end() :]


def typed_otherwise(text: str, rng: random.Random) -> str:
    if "’" in text:
        return text.replace("’", "'")
    if " :" in text:
        return text.replace(" :", "\u00a0:")
    return text.replace("'", "’")


def ending_otherwise(text: str, rng: random.Random) -> str:
    return text[:-1] + rng.choice(["!", "…"]).replace("!", " !") if text.endswith(".") else text


def with_another_comma(text: str, rng: random.Random) -> str:
    return text.replace(",", " ;", 1) if ", " in text else text


def with_a_capital(text: str, rng: random.Random) -> str:
    places = list(re.finditer(r"(?<= )[a-z](?=[a-z]{4})", text))
    if not places:
        return text
    at = rng.choice(places).start()
    return text[:at] + text[at].upper() + text[at + 1 :]
