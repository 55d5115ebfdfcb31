// Shortcuts. While an input method composes, every key belongs to it.

function chord(event) {
  const letter = /^[a-z]$/i.test(event.key) ? event.key : event.code.startsWith("Key") ? event.code.slice(3) : null;
  const name = letter ? letter.toLowerCase() : event.key;
  const held = [
    [event.ctrlKey || event.metaKey, "Ctrl"],
    [event.altKey, "Alt"],
    [event.shiftKey, "Shift"],
  ];
  return [...held.filter(([down]) => down).map(([, word]) => word), name].join("+");
}

// `deeds`: chord -> function; one that gives back false leaves the key to the browser.
export function listen(target, deeds) {
  target.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (document.querySelector("dialog[open]")) return;
    const deed = deeds[chord(event)];
    if (deed && deed() !== false) event.preventDefault();
  });
}
