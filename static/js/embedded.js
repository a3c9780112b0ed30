// A part of the site in a page of others tells that page how high it is, whenever that changes and when it is asked.

const tell = () => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ type: "embed:height", height }, "*"); // a height is no secret
};
if (parent !== window) {
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("message", ({ data, source }) => {
    if (source === parent && data?.type === "embed:ask") tell();
  });
}
