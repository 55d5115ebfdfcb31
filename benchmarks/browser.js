// Measures the review screen from within; put into the page before its own scripts.

(() => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const measured = { keys: [], ready: 0 };

  addEventListener("focusin", ({ target }) => {
    if (target.id === "target" && !measured.ready) measured.ready = performance.now();
  });

  // From the key to the next row on the screen.
  addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    await painted();
    measured.keys.push(performance.now() - event.timeStamp);
  }, true);

  async function until(holds) {
    const begun = performance.now();
    while (!holds() && performance.now() - begun < 20000) await new Promise((done) => setTimeout(done, 2));
    await painted();
    return performance.now() - begun;
  }

  async function scroll() {
    const rows = document.querySelector("#rows");
    const frames = [];
    let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < 120; frame += 1) {
      rows.scrollBy(0, 400);
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return frames;
  }

  // Bytes by kind, as the browser itself counted them: nothing comes too late to be counted.
  function sent() {
    const sizes = { html: performance.getEntriesByType("navigation")[0].encodedBodySize, js: 0, css: 0 };
    for (const { name, encodedBodySize } of performance.getEntriesByType("resource")) {
      const kind = new URL(name).pathname.split(".").at(-1);
      if (kind in sizes) sizes[kind] += encodedBodySize;
    }
    return sizes;
  }

  const spans = (id) => [...document.querySelector(".frames iframe:not(.behind)")?.contentDocument.querySelectorAll(`[data-segment="${id}"]`) ?? []];
  const approved = (id) => spans(id).some((span) => span.dataset.state === "approved");

  async function bulk(number) {
    const rows = [...document.querySelectorAll('.row:not([data-state="approved"])')].slice(0, number);
    for (const row of rows) row.querySelector(".pick").click();
    await until(() => !document.querySelector("#bulk").hidden);
    document.querySelector("#bulk-approve").click();
    return until(() => rows.every((row) => row.dataset.state === "approved"));
  }

  Object.assign(globalThis, { measured, measuring: { until, scroll, sent, spans, approved, bulk, framed: () => until(() => document.querySelector(".frames iframe:not(.behind)")) } });
})();
