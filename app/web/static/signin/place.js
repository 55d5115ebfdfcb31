// A link to a segment still leads there once somebody has signed in: servers never see what follows the #.

const place = document.querySelector("input[name=next]");
place.value += location.hash;
