// On the map arrow keys lead from line to line, and Escape lets go of the lines that were picked.

for (const map of document.querySelectorAll('[data-enhance="line-map"]')) {
  const boxes = [...map.querySelectorAll(".line__pin input")];
  map.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault(); // the page does not scroll as well
      boxes.at((at + step) % boxes.length).focus();
    } else if (event.key === "Escape" && !map.querySelector(":popover-open")) {
      const picked = boxes.filter((box) => box.checked);
      for (const box of picked) box.checked = false;
      picked[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
