// What makes buttons of what can be taken along comes when the block is opened. Without script all of it is text.

for (const block of document.querySelectorAll(".reuse")) {
  const open = async () => (await import("./reuse.js")).furnish(block); // beside the script of the site
  block.addEventListener("toggle", open, { once: true });
}
