// Shows how far drafting is, and the new counts when it has ended.

import { t } from "../words.js";

const PAUSE = 1000; // milliseconds between two questions

async function follow(line) {
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE));
    try {
      const answer = await fetch(line.dataset.drafting, { cache: "no-store" });
      if (!answer.ok) continue;
      const job = await answer.json();
      if (!job.running) return location.reload();
      line.textContent = job.total ? t("Drafting: {done} of {total}.", job) : t("Drafting has begun.");
    } catch {
      line.textContent = t("The server does not answer; asking again.");
    }
  }
}

for (const line of document.querySelectorAll("[data-drafting]")) follow(line);
