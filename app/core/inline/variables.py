"""Variables: what the templates of mailing tools fill in when they send."""

from __future__ import annotations

import re

# One line for each notation and its users. Bounds keep the search linear; none spans what begins another.
_NOTATIONS = (
    r"\{\{\{?[^{}\n]{1,200}\}\}\}?",  # Jinja, Liquid, Handlebars, HubSpot, Brevo, SendGrid
    r"\{%[^%\n]{1,200}%\}|\{#[^#\n]{1,200}#\}",  # Jinja, Liquid, Twig
    r"\*\|[^|\n]{1,100}\|\*",  # Mailchimp, Mandrill
    r"%%=[^%\n]{1,300}=%%|%%\[[^%]{1,1000}\]%%|%%[^%\s]{1,100}%%",  # Salesforce, Acoustic, Postmark
    r"\[\[[A-Za-z_]\w*(?::[^\[\]\n]{0,100})?\]\](?!\()",  # Mailjet
    r"\[(?:subscriber|newsletter|date|link|user|custom|site):[^\[\]\n]{1,100}\](?![(\[:])",  # MailPoet
    r"<%[^%]{1,300}%>|<\?(?:php\b|=)[^?]{1,300}\?>",  # Adobe Campaign, ERB, EJS; PHP
    r"\$\{[^{}\s]{1,100}\}|#\{[^{}\s]{1,100}\}|\{\$[^{}\s]{1,100}\}",  # FreeMarker, Thymeleaf, Smarty
    r"%[A-Z]{2}[A-Z0-9_]{1,40}%",  # ActiveCampaign, phpList; not the `%C3%` of an address
)
_FORMULA = r"\$\$[^$\n]{1,1000}\$\$"  # no variable, but as little to be translated
TEMPLATE = re.compile("|".join(_NOTATIONS))
VARIABLE = re.compile("|".join((*_NOTATIONS, _FORMULA)))
# Those that say when what follows is shown, and where that ends.
CONTROL = re.compile(r"\{%|\{\{\{?[#/^]|\{\{~?else|\*\|(?:IF|ELSE|END|INTEREST)|%%\[|<%(?!=)", re.IGNORECASE)
