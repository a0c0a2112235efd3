/** What all pages of the portal share, and the mark of where the agent clicks. Runs in the browser that draws the pictures. */

const logo = `<svg width="30" height="30" viewBox="0 0 30 30"><defs><linearGradient id="aurora" x1="0" x2="1" y1="1" y2="0">
  <stop offset="0" stop-color="#22c79a"/><stop offset="1" stop-color="#8b8bff"/></linearGradient></defs>
  <rect width="30" height="30" rx="8" fill="#182c50"/>
  <path d="M5 22c4-1 4-9 8-10s4 6 8 4c2-1 3-4 4-8v9c-1 4-3 6-6 6-4 0-4-5-7-4-2 1-3 3-7 3z" fill="url(#aurora)"/>
  <path d="M9.500 5.200l.9 2.300 2.300.9-2.300.9-.9 2.300-.9-2.300-2.300-.9 2.300-.9z" fill="#fff"/></svg>`;

const sections = ["Overview", "Billing", "Usage", "Services", "Outages", "Documents"];

const sky = `<svg class="sky" width="560" height="800" viewBox="0 0 560 800"><defs>
  <linearGradient id="night" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0a1730"/><stop offset="1" stop-color="#123a4e"/></linearGradient>
  <linearGradient id="veil" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#7b7bff" stop-opacity="0"/>
  <stop offset=".55" stop-color="#35c9a5" stop-opacity=".55"/><stop offset="1" stop-color="#35c9a5" stop-opacity="0"/></linearGradient></defs>
  <rect width="560" height="800" fill="url(#night)"/>
  <path d="M-20 150 C90 70 150 250 270 170 S450 60 600 150 V470 C470 380 400 520 280 450 S90 400-20 500Z" fill="url(#veil)"/>
  <path d="M-20 290 C120 190 190 350 320 280 S480 200 600 260 V560 C470 500 380 600 270 550 S80 520-20 600Z" fill="url(#veil)" opacity=".7"/>
  <path d="M0 690 L90 610 160 660 270 560 360 650 430 600 560 700 V800 H0Z" fill="#0a1a2e"/>
  <path d="M0 750 L120 690 230 740 340 680 460 745 560 715 V800 H0Z" fill="#071322"/></svg>`;

/** `<body data-nav="Billing">`: the bar of a signed-in page. */
function drawBar(current) {
  const items = sections.map(name => `<span class="${name === current ? "on" : ""}">${name}</span>`).join("");
  return `<header class="top"><div class="brand">${logo}Northlight Energy</div><nav>${items}</nav>
    <span style="color:#b9c6dc">Help</span><div class="row" style="gap:10px"><div class="avatar">AL</div><span>Avery</span></div></header>
    <footer><span style="flex:1">© 2026 Northlight Energy Cooperative</span><span>Accessibility</span><span>Privacy</span><span>Terms of service</span></footer>`;
}

/** `<div class="art" data-title data-text>`: the picture beside a sign-in form. */
function drawArt(place) {
  place.innerHTML = `${sky}<div class="big-brand">${logo}Northlight Energy</div>
    <div><h2>${place.dataset.title}</h2><p>${place.dataset.text}</p></div>`;
}

/** The agent's pointer, on the middle of the element that carries `data-click`. */
function drawPointer(target) {
  const box = target.getBoundingClientRect();
  const pointer = document.createElement("div");
  pointer.style.cssText = `position:absolute;left:${box.left + box.width / 2}px;top:${box.top + box.height / 2}px`;
  pointer.innerHTML = `<svg width="60" height="60" viewBox="-30 -30 60 60" style="position:absolute;left:-30px;top:-30px">
    <circle r="25" fill="#ff5a36" fill-opacity=".1" stroke="#ff5a36" stroke-opacity=".75" stroke-width="2.500"/>
    <path d="M0 0v20l4.800-4.400 3.400 7.600 3.600-1.600-3.400-7.400 6.600-.6z" fill="#111" stroke="#fff" stroke-width="1.500" stroke-linejoin="round"/></svg>`;
  document.body.append(pointer);
}

/** WebP of the picture at `url`, as a data URL: the browser is the encoder. */
async function encodePicture(url, quality) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality);
}
globalThis.encodePicture = encodePicture;

const variant = location.hash.slice(1);
if (variant) document.body.classList.add(variant);
const { nav } = document.body.dataset;
if (nav) document.body.insertAdjacentHTML("afterbegin", drawBar(nav));
document.querySelectorAll(".art").forEach(drawArt);
const target = [...document.querySelectorAll("[data-click]")].find(element => element.offsetParent);
if (target) drawPointer(target);
