"use strict";

const questions = [...document.querySelectorAll("fieldset")];
const rows = [...document.querySelectorAll("tr[data-engine]")];
const button = document.getElementById("reveal");
const result = document.getElementById("result");
const names = (text) => text.split(" ").filter(Boolean);

function count() {
  const chosen = questions.map((question) => question.querySelector(":checked")).filter(Boolean);
  document.getElementById("tally").textContent = `${chosen.length} of ${questions.length} judged.`;
  for (const row of rows) {
    const { engine } = row.dataset;
    const picked = chosen.filter((one) => names(one.value).includes(engine)).length;
    const silent = questions.filter((one) => names(one.dataset.silent).includes(engine)).length;
    const share = chosen.length ? `${Math.round((100 * picked) / chosen.length)} %` : "";
    [picked, share, silent].forEach((said, at) => (row.children[at + 1].textContent = said));
  }
}

function reveal() {
  const told = result.hidden;
  result.hidden = !told;
  button.setAttribute("aria-expanded", String(told));
  for (const choice of document.querySelectorAll(".choice")) {
    const who = choice.querySelector(".who");
    if (!who) continue;
    who.textContent = names(choice.querySelector("input").value).join(", ");
    who.hidden = !told;
  }
}

document.addEventListener("change", count);
button.addEventListener("click", reveal);
addEventListener("pageshow", count); // a page that is loaded again has its choices back by then
count();
