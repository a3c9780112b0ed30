// The page that offers the languages marks the one that the browser asks for. It never jumps there.

const offers = document.querySelectorAll('[data-enhance="likely-language"] > li');
const wanted = navigator.languages.map((code) => code.split("-")[0]);
const likely = wanted.find((code) => [...offers].some((offer) => offer.lang === code));
for (const offer of offers) {
  offer.toggleAttribute("data-likely", offer.lang === likely);
}
