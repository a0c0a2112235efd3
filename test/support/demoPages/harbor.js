/** The bars above and below each page of the water district. */
const current = document.body.dataset.harbor;
const tabs = ["My account", "Pay", "Water use", "Service requests", "Contact"]
  .map(name => `<span class="${name === current ? "on" : ""}">${name}</span>`)
  .join("");

document.body.insertAdjacentHTML(
  "afterbegin",
  `<div class="strip"><span>Report a leak: 555-0117</span><span>Board meetings</span><span>Careers</span><span>${current ? "Sign out" : "Español"}</span></div>
  <div class="head"><svg width="46" height="46"><circle cx="23" cy="23" r="23" fill="#0b3c5d"/><path d="M23 8c7 9 11 14 11 20a11 11 0 0 1-22 0c0-6 4-11 11-20z" fill="#7fc0dc"/><path d="M13 29c4-3 6-3 10 0s6 3 10 0" fill="none" stroke="#0b3c5d" stroke-width="2.500"/></svg>
  <div><b>Harbor Water District</b><br><small>Serving Marlow Bay since 1926</small></div><div class="tabs">${tabs}</div></div>`,
);
document.body.insertAdjacentHTML("beforeend", `<div class="foot"><span>Harbor Water District · 40 Pump House Road, Marlow Bay</span><span>Office hours Mon – Fri, 8 am – 4:30 pm</span></div>`);
