// A link to an entry is also copied when it is pressed, and says so.

for (const link of document.querySelectorAll("a[data-copied]")) {
  link.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // the address bar has it all the same
    }
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    link.after(said);
    said.textContent = link.dataset.copied;
    link.addEventListener("blur", () => said.remove(), { once: true });
  });
}
