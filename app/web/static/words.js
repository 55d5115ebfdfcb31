// Texts, numbers and dates in the language of the page. English texts are the keys; the page carries the others as data.

const page = document.querySelector("#words");
const texts = page ? JSON.parse(page.textContent) : {};
export const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const percents = new Intl.NumberFormat(language, { style: "percent" });
const lists = new Intl.ListFormat(language);

// t("Approved {number}", { number: 12 })
export function t(text, values = {}) {
  return fill(texts[text] || text, values);
}

// n("{number} place", "{number} places", 3)
export function n(one, many, number, values = {}) {
  const form = texts[one]?.[plural.select(number)] ?? (number === 1 ? one : many);
  return fill(form, { number, ...values });
}

// A moment in milliseconds since 1970; a share from 0 to 1; names in a row.
export const when = (milliseconds) => moments.format(milliseconds);
export const percent = (share) => percents.format(Math.floor(Number((share * 100).toFixed(6))) / 100);
export const listed = (names) => lists.format(names);

function fill(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? value.toLocaleString(language) : String(value);
  });
}
