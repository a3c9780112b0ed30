// What readers and scripts have done to the page since it was served, and how it outlives a change.
//
// Every attribute that a script sets, or the browser when a part is unfolded, is kept unless the page itself now
// says something else there; what a script has added stays, and what it has moved is put back where it was.

const PLACE = "preview-place"; // in the storage of the session
const NOTE = ".notes li"; // what the page makes of a note is kept by the note: another note is another element

const touched = new WeakMap(); // element -> attribute -> what the page itself said there
const added = new WeakSet();
const notes = new Set(); // those that the change at hand is changing

const seen = (records) => {
  for (const { type, target, attributeName, oldValue, addedNodes } of records) {
    if (type === "attributes") {
      const before = touched.get(target) ?? new Map();
      if (!before.has(attributeName)) before.set(attributeName, oldValue);
      touched.set(target, before);
    } else {
      for (const node of addedNodes) added.add(node);
    }
  }
};
const observer = new MutationObserver(seen);
observer.observe(document, { attributes: true, attributeOldValue: true, childList: true, subtree: true });

const isDirty = (field) => field.value !== field.defaultValue || field === document.activeElement;

export const given = {
  morphed(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE || old.localName !== fresh.localName) return undefined;
    if (old.isEqualNode(fresh)) return false; // what readers do to fields is no part of this
    if (old.className === fresh.className) {
      for (const [attribute, before] of touched.get(old) ?? []) {
        if (fresh.getAttribute(attribute) !== before) touched.get(old).delete(attribute);
        else if (old.hasAttribute(attribute)) fresh.setAttribute(attribute, old.getAttribute(attribute));
        else fresh.removeAttribute(attribute);
      }
    }
    if (old.localName === "input") fresh.checked = old.checked;
    if (old.localName === "option") fresh.selected = old.selected;
    if (old.matches(NOTE)) notes.add(old);
    return undefined;
  },
  attribute: (attribute, element) =>
    attribute === "value" && element.matches("input, textarea") && isDirty(element) ? false : undefined,
  // Parts of the preview stand in the page, too.
  kept: (node) => added.has(node) || node.dataset?.preview !== undefined,
};

// Changes the page without taking that for the doing of a script.
export function keepFor(change) {
  seen(observer.takeRecords());
  const moved = [...document.querySelectorAll("[id]")].filter(
    (it) => added.has(it) && it.previousElementSibling,
  );
  const places = moved.map((it) => [it, it.previousElementSibling, it.matches(":popover-open")]);
  const active = document.activeElement;
  change();
  for (const note of notes) note.replaceWith(note.cloneNode(true));
  notes.clear();
  for (const [element, before, open] of places) {
    if (element.isConnected && before.isConnected && element.previousElementSibling !== before) {
      if (before.parentNode.moveBefore) before.parentNode.moveBefore(element, before.nextSibling);
      else before.after(element);
    }
    if (open && element.isConnected && !element.matches(":popover-open")) element.showPopover();
  }
  observer.takeRecords();
  // What the address asks for, scripts bring back as they do after a step back.
  if (location.search) dispatchEvent(new PopStateEvent("popstate"));
  if (active?.isConnected && active !== document.activeElement) active.focus({ preventScroll: true });
}

// A page that has to be loaded anew comes back as it was, as far as that can be said by the order of things.
const FIELDS = "input, select, textarea";
const value = (it) => (["checkbox", "radio"].includes(it.type) ? it.checked : it.value);
const every = (selector) => [...document.querySelectorAll(selector)];

export function remember() {
  const parts = every("details").map((it) => it.open);
  const fields = every(FIELDS).map(value);
  const focus = every("*").indexOf(document.activeElement);
  const place = { page: location.pathname, scroll: [scrollX, scrollY], parts, fields, focus };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
}

export function restore() {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (place?.page !== location.pathname) return;
  if (every("details").length === place.parts.length)
    every("details").forEach((it, at) => (it.open = place.parts[at]));
  if (every(FIELDS).length === place.fields.length) {
    every(FIELDS).forEach((it, at) => {
      if (it.type === "checkbox" || it.type === "radio") it.checked = place.fields[at];
      else if (it.type !== "file") it.value = place.fields[at];
    });
  }
  every("*")[place.focus]?.focus({ preventScroll: true });
  scrollTo({ left: place.scroll[0], top: place.scroll[1], behavior: "instant" });
}
