// What script adds: the language switch keeps the reader's place on the page, and the page that
// offers the languages marks the one that the browser asks for. Nothing depends on it.

for (const link of document.querySelectorAll(".language-switch a")) {
  const keepPlace = () => {
    link.hash = location.hash;
  };
  keepPlace();
  addEventListener("hashchange", keepPlace);
}

const offers = document.querySelectorAll('[data-enhance="likely-language"] > li');
const wanted = navigator.languages.map((code) => code.split("-")[0]);
const likely = wanted.find((code) => [...offers].some((offer) => offer.lang === code));
for (const offer of offers) {
  offer.toggleAttribute("data-likely", offer.lang === likely);
}
