// Shows the answer to “is the account ours?”, in the words of socialreg/lookup/sentences.py.
//
// What people wrote and what the register says is only ever put in as text. A link leads to a page
// of this site, or to the address of an account of ours that is in use; to nothing else.
"use strict";

{
  const { data, words } = socialreg;
  const { answer, index } = socialreg.answererOf(data);
  const reply = document.getElementById("besked");
  const explained = document.querySelector(".answers");
  const MOST = 10;
  const BRIEF = 80;
  const TONES = {
    official: "yes", "formerly-official": "was", impostor: "no", unknown: "no", unreadable: "neutral",
  };

  const clean = (text) =>
    text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0).toString(16)}}`);
  const brief = (text) => {
    const shown = Array.from(clean(text));
    return shown.length <= BRIEF ? shown.join("") : `${shown.slice(0, BRIEF - 1).join("")}…`;
  };
  const dateText = (day) => {
    const [year, month, date] = day.split("-").map(Number);
    return words.dates[month - 1].replace("{day}", date).replace("{year}", year);
  };

  // --- Sentences: lists of text and, where one can go further, of links ---

  const part = (text, href = "", lang = "") => ({ text, href, lang });
  /** The sentence with its places filled. */
  const say = (sentence, values) =>
    sentence.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] ?? part("") : part(piece)));

  const valuesOf = (known) => {
    const page = known.standing === "impostor" ? "" : `konto/${known.id}.html`;
    return {
      name: part(brief(known.name || known.handle || known.id), page, words.foreign),
      platform: part(words.platforms[known.platform]),
      url: part(clean(known.url), known.linked ? known.url : ""),
    };
  };

  const refusalText = ({ reason, subject, platform }) =>
    say(words.refusals[reason], {
      subject: part(brief(subject)),
      platform: part(words.platforms[platform] ?? "?"),
    });

  const sentencesOf = (verdict) => {
    const [known] = verdict.matches;
    const values = known ? valuesOf(known) : {};
    const { answer: what, why } = verdict;
    const found = [];
    if (verdict.refusal && why === "refused") found.push(refusalText(verdict.refusal));
    found.push(say(words.reasons[why], { ...values, like: part(verdict.likeHost ?? "") }));
    if (what === "formerly-official") {
      if (known.until) found.push(say(words.until, { date: part(dateText(known.until)) }));
      found.push(say(words.warning, {}));
    }
    if (why === "inside" && known.standing !== "official") {
      const then = known.standing === "impostor" ? "known-fake" : "closed";
      found.push(say(words.reasons[then], values));
    }
    if (what === "formerly-official" && known.instead) {
      found.push(say(words.instead, valuesOf(index.accounts.get(known.instead))));
    }
    if (what === "impostor" && index.accounts.has(known.imitates)) {
      found.push(say(words.imitates, valuesOf(index.accounts.get(known.imitates))));
    }
    return found;
  };

  const matchesOf = ({ answer: what, matches }) => {
    if (matches.length < 2 && what !== "unknown" && what !== "unreadable") return [];
    const shown = matches.slice(0, MOST).map((known) => {
      const { name, platform, url } = valuesOf(known);
      if (known.standing === "impostor") return say(words.fakeName, { name, platform });
      return [name, part(", "), platform, part(": "), url];
    });
    const more = matches.length - MOST;
    return more > 0 ? [...shown, say(words.search.more, { n: part(String(more)) })] : shown;
  };

  const differenceText = ({ kind, theirs, ours }) => {
    const [there, here] = [clean(theirs), clean(ours)];
    if (kind === "letters" && !there && !here) return say(words.lettersDiffer, {});
    const [both, onlyTheirs, onlyOurs] = words.differences[kind];
    const sentence = !here && there ? onlyTheirs : !there && here ? onlyOurs : both;
    return say(sentence, { theirs: part(there), ours: part(here) });
  };
  const likenessesOf = ({ lookalikes }) =>
    lookalikes.map((found) => [
      ...say(words.alike, valuesOf(found.known)), part(". "), ...differenceText(found),
    ]);

  /** The answer: its word, its reason and what follows, and what it could be or be taken for. */
  const told = (text) => {
    const verdict = answer(text);
    return {
      verdict,
      word: words.answers[verdict.answer],
      sentences: sentencesOf(verdict),
      list: [...matchesOf(verdict), ...likenessesOf(verdict)],
    };
  };

  // --- The page ---

  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const nodes = (parts) =>
    parts.map(({ text, href, lang }) => {
      if (!href && !lang) return text;
      const node = element(href ? "a" : "span", text);
      if (href) node.href = href;
      if (lang) node.lang = lang;
      return node;
    });

  const noticeOf = ({ verdict, word, sentences, list }) => {
    const [reason, ...further] = sentences;
    const notice = element("div", element("p", element("strong", word)), element("p", ...nodes(reason)));
    const isOpen = verdict.answer === "unknown" && verdict.matches.length > 0;
    notice.className = `notice ${isOpen ? "neutral" : TONES[verdict.answer]}`;
    notice.append(...further.map((sentence) => element("p", ...nodes(sentence))));
    if (verdict.answer === "official") notice.append(element("p", ...nodes([valuesOf(verdict.matches[0]).url])));
    if (list.length) notice.append(element("ul", ...list.map((line) => element("li", ...nodes(line)))));
    return notice;
  };

  /** Answers the question on the page; takes the answer away when nothing is asked. */
  const ask = (text) => {
    reply.replaceChildren(...(text ? [noticeOf(told(text))] : []));
    explained.hidden = Boolean(text);
  };

  socialreg.search = { answer, ask, told };
}
