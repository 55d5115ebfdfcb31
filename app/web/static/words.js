// Texts in the language of the page. English texts are the keys; the page carries the others as data.

const page = document.querySelector("#words");
const texts = page ? JSON.parse(page.textContent) : {};
export const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const FORMS = plural.resolvedOptions().pluralCategories;
const ORDER = ["zero", "one", "two", "few", "many", "other"].filter((form) => FORMS.includes(form));

// t("Approved {number}", { number: 12 })
export function t(text, values = {}) {
  return fill(texts[text] || text, values);
}

// n("{number} place", "{number} places", 3)
export function n(one, many, number, values = {}) {
  const forms = texts[one];
  const form = Array.isArray(forms) ? forms[ORDER.indexOf(plural.select(number))] : null;
  return fill(form || (number === 1 ? one : many), { number, ...values });
}

function fill(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? value.toLocaleString(language) : String(value);
  });
}
