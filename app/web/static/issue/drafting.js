// Shows how far drafting is while it goes on; when it stops being what the page says, the page is asked for anew.

import { t } from "../words.js";

const PAUSE = 1000; // milliseconds between two questions
const QUARTERS = 4; // how often those who listen are told in between
const KEY = "drafting"; // what the page after the next reload has to say, and where the focus was

async function follow(panel) {
  const words = line(panel).textContent;
  let told = 0;
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE));
    try {
      const answer = await fetch(panel.dataset.drafting, { cache: "no-store" });
      if (!answer.ok) continue;
      const job = await answer.json();
      if (job.state !== panel.dataset.state || job.wish !== panel.dataset.wish) return anew(panel);
      show(panel, job);
      line(panel).textContent = words;
      const quarter = Math.floor((QUARTERS * job.done) / (job.total || 1));
      if (quarter > told) say(panel, t("{done} of {total} drafted.", job));
      told = quarter;
    } catch {
      line(panel).textContent = t("The server does not answer; asking again.");
    }
  }
}

function show(panel, job) {
  const bar = panel.querySelector("progress");
  bar.max = Math.max(job.total, 1);
  bar.value = job.done;
  panel.querySelector(".numbers").textContent = t("{done} of {total}", job);
}

const line = (panel) => panel.querySelector(".told");

function say(panel, words) {
  panel.querySelector("[role=status]").textContent = words;
}

function anew(panel) {
  const focus = document.activeElement?.id ?? "";
  sessionStorage.setItem(KEY, JSON.stringify({ panel: panel.id, focus }));
  location.reload();
}

// After a reload: the focus is where it was, or at what took the place of a button that went; the outcome is said.
function goOn() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!kept) return;
  const { panel: id, focus } = JSON.parse(kept);
  const panel = document.getElementById(id);
  if (!panel) return;
  if (focus) (document.getElementById(focus) ?? panel).focus({ preventScroll: true });
  setTimeout(() => say(panel, line(panel).textContent.trim()), PAUSE / 2); // a region that is there is listened to
}

goOn();
for (const panel of document.querySelectorAll("[data-drafting]")) follow(panel);
