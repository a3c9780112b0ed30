// For pages of others, beside the frames in which they show parts of this site: each frame becomes as high as what
// stands in it. Only heights are taken, and only from a frame that shows this site.

{
  const home = new URL("embed/", document.currentScript.src);
  const tallest = 10000; // px
  const frames = () =>
    [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(home.href));

  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== home.origin || data?.type !== "embed:height") return;
    const frame = frames().find((it) => it.contentWindow === source);
    if (frame && data.height > 0 && data.height <= tallest) frame.style.height = `${data.height}px`;
  });
  // Those that were there before this script have told their heights to nobody.
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "embed:ask" }, "*");
}
