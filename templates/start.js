// What the register's page loads at once: it shows the question and the choices, and loads what
// they need when somebody turns to them, or when the page's address holds a question or a choice.
"use strict";

globalThis.socialreg = {};

{
  const root = new URL(".", document.currentScript.src);
  const form = document.getElementById("sok");
  const question = document.getElementById("fraga");
  const reply = document.getElementById("besked");
  const filter = document.getElementById("filter");
  const opener = filter.querySelector("button");
  const choices = document.getElementById("val");
  const CHOICES = ["plattform", "verksamhet", "status", "dag", "sortera"];

  const loading = new Map();
  const load = (url) => {
    if (!loading.has(url)) {
      const done = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        Object.assign(script, { src: url, async: false, onload: resolve, onerror: reject });
        document.head.append(script);
      });
      loading.set(url, done);
    }
    return loading.get(url);
  };
  // Scripts lie at the site's top; their words and what they know, where they differ, by the page.
  const all = (...names) =>
    Promise.all([
      ...names.map((name) => load(new URL(name, root).href)),
      load(new URL("ord.js", document.baseURI).href),
    ]);
  const search = async () => {
    await all("adress.js", "profil.js", "likhet.js", "svar.js", "sokdata.js");
    await load(new URL("sok.js", root).href);
    return socialreg.search;
  };
  const chooser = async () => {
    await all("sokdata.js");
    await load(new URL("filter.js", root).href);
    return socialreg.filter;
  };

  /** What the page's address holds, and how it comes to hold something else. */
  const held = (name) => new URLSearchParams(location.search).get(name) ?? "";
  socialreg.held = held;
  socialreg.hold = (values) => {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.search !== location.search) history.pushState(null, "", url.search || location.pathname);
    carry();
  };
  /** Other views, and the other language, keep what is asked and chosen. */
  const carry = () => {
    for (const link of document.querySelectorAll(".views a, .language")) link.search = location.search;
  };

  const ask = async (text) => {
    if (text || reply.firstChild) (await search()).ask(text);
  };
  const askAndHold = () => {
    const text = question.value.trim();
    socialreg.hold({ q: text });
    return ask(text);
  };
  const isChosen = () => CHOICES.some((name) => held(name));
  const open = async (isOpen) => {
    if (isOpen) (await chooser()).show();
    choices.hidden = !isOpen;
    opener.setAttribute("aria-expanded", isOpen);
  };

  form.hidden = false;
  filter.hidden = false;
  form.addEventListener("focusin", search, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // nothing is sent: the answer is worked out here
    askAndHold();
  });
  question.addEventListener("paste", () => setTimeout(askAndHold));
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    question.value = "";
    askAndHold();
  });
  question.addEventListener("search", () => question.value || askAndHold()); // its own cross
  filter.addEventListener("submit", (event) => event.preventDefault());
  opener.addEventListener("click", () => open(choices.hidden));

  const restore = async () => {
    carry();
    question.value = held("q");
    await ask(question.value);
    if (isChosen() || choices.firstChild) {
      if (isChosen()) await open(true);
      else socialreg.filter?.show();
    }
  };
  addEventListener("popstate", restore);
  restore();
}
