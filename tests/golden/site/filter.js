// The choices on the register's page: which accounts, in which order, and as they were on which day.
//
// Rows are hidden and moved where they stand. For another day the list is made anew, from what the
// register knows with dates (socialreg/publish/timeline.py has worked out what changed when).
"use strict";

{
  const { data, words, held, hold } = socialreg;
  const say = words.filter;
  const main = document.querySelector("main");
  const box = document.getElementById("val");
  const count = document.getElementById("antal");
  const contents = document.querySelector(".contents");
  const by = /\bby-(\w+)/.exec(main.className)[1];
  const collator = new Intl.Collator("sv");

  const lives = new Map(data.lives.map((life) => [life.id, life]));
  const statusOf = (life) => life.was.at(-1)[1];
  const dateText = (day) => {
    if (!day) return say.unknown;
    const [year, month, date] = day.split("-").map(Number);
    return words.dates[month - 1].replace("{day}", date).replace("{year}", year);
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const inDataLanguage = (node) => {
    if (words.foreign) node.lang = words.foreign;
    return node;
  };

  // --- The list as it stands ---

  const sections = [...main.querySelectorAll("table.listing")].map((table) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => {
      const id = /konto\/(.*)\.html$/.exec(row.querySelector("a").getAttribute("href"))[1];
      return { row, life: lives.get(id) };
    });
    return { section: table.closest("section"), body, rows };
  });
  const links = [...(contents?.querySelectorAll("li") ?? [])].map((item) => {
    const id = decodeURIComponent(item.querySelector("a").hash.slice(1));
    return { item, section: document.getElementById(id).closest("section") };
  });

  // --- Choices ---

  const newest = (name) => (one, other) =>
    one[name] === other[name] ? 0 : one[name] < other[name] ? 1 : -1; // unknown dates last
  const ORDERS = {
    namn: [say.byName, (one, other) => collator.compare(one.name, other.name)],
    bekraftat: [say.byConfirmed, newest("confirmed")],
    startat: [say.byOpened, newest("opened")],
  };

  const unique = (values) => [...new Set(values)];
  const choiceOf = (name, label, first, options) => {
    const select = element("select", { name }, new Option(first, ""));
    select.append(...options.map(([value, text]) => new Option(text, value)));
    return [select, element("label", {}, label, select)];
  };
  const [platform, platformLabel] = choiceOf(
    "plattform", say.platform, say.all,
    unique(data.lives.map((life) => life.platform))
      .map((key) => [key, words.platforms[key]])
      .sort((one, other) => collator.compare(one[1], other[1])),
  );
  const [group, groupLabel] = choiceOf(
    "verksamhet", say.group, say.all, unique(data.lives.map((life) => life.group)).map((name) => [name, name]),
  );
  const [status, statusLabel] = choiceOf("status", say.status, say.all, Object.entries(words.statuses));
  const [order, orderLabel] = choiceOf(
    "sortera", say.sort, say.usual, Object.entries(ORDERS).map(([key, [label]]) => [key, label]),
  );
  const day = element("input", { type: "date", name: "dag" });
  const dayLabel = element("label", {}, say.day, day);
  const fields = [platform, group, status, day, order];
  const clear = element("button", { type: "button", className: "quiet" }, say.clear);
  for (const option of group.options) if (option.value) inDataLanguage(option);
  box.append(platformLabel, groupLabel, statusLabel, dayLabel, orderLabel, clear);

  const fits = (life, then) =>
    (!platform.value || life.platform === platform.value) &&
    (!group.value || life.group === group.value) &&
    (!status.value || then === status.value);
  const sorted = (rows) => {
    const compare = ORDERS[order.value]?.[1];
    return compare ? [...rows].sort((one, other) => compare(one.life, other.life)) : rows;
  };

  // --- The list as it was ---

  const stateOn = (life, date) => life.was.findLast(([from]) => from <= date);

  const rowThen = ({ life, state: [, then, handle] }) => {
    const name = inDataLanguage(element("a", { href: `konto/${life.id}.html` }, life.name));
    const cell = element("th", { scope: "row" }, name, " ", element("span", {}, handle));
    const second = by === "platform"
      ? inDataLanguage(element("td", {}, life.unit))
      : element("td", {}, words.platforms[life.platform]);
    if (by !== "platform" && life.unit !== life.name && life.unit !== life.group) {
      cell.append(" ", inDataLanguage(element("small", {}, life.unit)));
    }
    const row = element("tr", {}, cell, second, element("td", {}, words.statuses[then]));
    row.append(element("td", {}, dateText(life.opened)));
    return { row, life };
  };

  const headingOf = ({ life, state: [, then] }) => {
    if (then === "closed") return say.closedThen;
    if (by === "unit") return life.group;
    return by === "platform" ? words.platforms[life.platform] : words.statuses[then];
  };

  const sectionThen = (heading, rows, number) => {
    const title = element("h2", { id: `da-${number}` }, heading);
    if (by === "unit" && heading !== say.closedThen) inDataLanguage(title);
    const columns = [say.account, by === "platform" ? say.group : say.platform, say.then, say.opened];
    const head = element("tr", {}, ...columns.map((text) => element("th", { scope: "col" }, text)));
    const body = element("tbody", {}, ...sorted(rows.map(rowThen)).map(({ row }) => row));
    const table = element("table", { className: "listing then" }, element("thead", {}, head), body);
    table.setAttribute("aria-labelledby", title.id);
    return element("section", { className: "card then" }, title, table);
  };

  const listThen = (date) => {
    const there = data.lives
      .map((life) => ({ life, state: stateOn(life, date) }))
      .filter(({ life, state }) => state && fits(life, state[1]));
    const headings = unique(there.map(headingOf));
    if (by === "platform") headings.sort(collator.compare);
    const place = (heading) => [words.statuses.active, words.statuses.dormant].indexOf(heading);
    if (by === "status") headings.sort((one, other) => place(one) - place(other));
    headings.sort((one, other) => (one === say.closedThen) - (other === say.closedThen));
    const made = headings.map((heading, i) =>
      sectionThen(heading, there.filter((each) => headingOf(each) === heading), i + 1),
    );
    count.after(...made);
    return there.length;
  };

  const listNow = () => {
    let shown = 0;
    for (const { section, body, rows } of sections) {
      const chosen = rows.filter(({ row, life }) => {
        row.hidden = !fits(life, statusOf(life));
        return !row.hidden;
      });
      body.append(...sorted(rows).map(({ row }) => row));
      section.hidden = !chosen.length;
      shown += chosen.length;
    }
    return shown;
  };

  // --- All together ---

  const chosenText = () => {
    const named = [platform, group, status].filter((field) => field.value);
    const parts = named.map((field) => field.selectedOptions[0].text);
    if (day.value) parts.push(say.onDay.replace("{date}", dateText(day.value)));
    const sentences = parts.length ? [say.chosen.replace("{choice}", () => parts.join("; "))] : [];
    if (order.value) sentences.push(say.sorted.replace("{order}", ORDERS[order.value][0]));
    if (day.value) sentences.push(say.dayHint);
    return sentences;
  };

  const apply = () => {
    for (const section of main.querySelectorAll("section.then")) section.remove();
    for (const { section } of sections) section.hidden = Boolean(day.value);
    const shown = day.value ? listThen(day.value) : listNow();
    for (const { item, section } of links) item.hidden = section.hidden;
    if (contents) contents.hidden = Boolean(day.value);
    const told = shown ? say.counts[shown === 1 ? 0 : 1].replace("{n}", shown) : say.none;
    const isChosen = fields.some((field) => field.value);
    count.textContent = isChosen || count.firstChild ? [told, ...chosenText()].join(" ") : "";
  };

  const choose = () => {
    hold(Object.fromEntries(fields.map((field) => [field.name, field.value])));
    apply();
  };
  box.addEventListener("change", choose);
  clear.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    choose();
    platform.focus();
  });

  /** Shows what the page's address holds; what it cannot mean is left out. */
  const show = () => {
    for (const field of fields) {
      field.value = held(field.name);
      if (field.selectedIndex < 0) field.value = "";
    }
    apply();
  };

  socialreg.filter = { show };
}
