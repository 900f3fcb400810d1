// How like one name is another: what a person would mistake for it, and nothing else.
//
// The browser's side of socialreg/lookup/confusables.py, likeness.py, lookalikes.py and hosts.py,
// function for function. What Python counts as a character is a code point, so names are compared
// as lists of those.
"use strict";

{
  const { isAscii, isRefusal, partition, rpartition, split, withoutEnd, withoutStart } =
    socialreg.address;

  const SHORT = 4;
  const BASE = 5;
  const [ONE_SLIP, TWO_SLIPS] = [7, 14];
  const SHORT_WORD = 3;
  const MOST = 5;
  const SHORTEST = 3;
  const BRAND = 6;

  const SIGN = /^[@._\-·]$/;
  const SIGNS = /[@._\-·]+/g;
  const ENDS = /[0-9]+$/;
  const ORDER = ["same", "letters", "signs", "character", "characters", "word", "digits"];

  const chars = (text) => Array.from(text);
  const size = (text) => (isAscii(text) ? text.length : chars(text).length);
  const bare = (text) => text.replace(SIGNS, "");

  // --- confusables ---

  const marks = new Map();
  /** Whether the character is a mark on the one before it: then canonical ordering moves it. */
  const isMark = (char) => {
    if (!marks.has(char)) {
      const moves = (text) => text.normalize("NFD") !== text;
      marks.set(char, moves(`\u0345${char}`) || moves(`${char}\u0334`));
    }
    return marks.get(char);
  };

  const withoutMarks = (text) => {
    if (isAscii(text)) return text.toLowerCase();
    return chars(text.normalize("NFKD")).filter((char) => !isMark(char)).join("").toLowerCase();
  };

  const hasStandIns = (text) =>
    !isAscii(text) && chars(text).some((char) => char > "\x7f" && char.normalize("NFC") !== char);

  const skeletonOf = (letters, sequences) => {
    const known = new Map();
    return (text) => {
      if (!known.has(text)) {
        let shown = chars(withoutMarks(text)).map((char) => letters.get(char) ?? char).join("");
        for (const [sequence, letter] of sequences) shown = shown.replaceAll(sequence, letter);
        known.set(text, shown);
      }
      return known.get(text);
    };
  };

  // --- likeness ---

  const differs = (kind, theirs = "", ours = "") => ({ kind, theirs, ours });

  /** What stands where the two differ, if that is one place of at most two characters. */
  const place = (first, second) => {
    const [theirs, ours] = [chars(first), chars(second)];
    const most = Math.min(theirs.length, ours.length);
    let start = 0;
    while (start < most && theirs[start] === ours[start]) start += 1;
    let end = 0;
    while (end < most - start && theirs.at(-1 - end) === ours.at(-1 - end)) end += 1;
    const there = theirs.slice(start, theirs.length - end);
    const here = ours.slice(start, ours.length - end);
    return Math.max(there.length, here.length) <= 2 ? [there.join(""), here.join("")] : ["", ""];
  };

  /** How many characters have to be changed, added, left out or swapped with the next one. */
  const distance = (first, second, most) => {
    const [theirs, ours] = [chars(first), chars(second)];
    if (Math.abs(theirs.length - ours.length) > most) return most + 1;
    let before = [];
    let above = [...ours.keys(), ours.length];
    theirs.forEach((char, i) => {
      const current = [i + 1];
      ours.forEach((other, j) => {
        let cost = Math.min(above[j + 1] + 1, current[j] + 1, above[j] + (char !== other));
        const swapped = i > 0 && j > 0 && theirs[i - 1] === other && char === ours[j - 1];
        if (swapped) cost = Math.min(cost, before[j - 1] + 1);
        current.push(cost);
      });
      [before, above] = [above, current];
    });
    return Math.min(above.at(-1), most + 1);
  };

  /** The functions that ask the table of confusable letters and words. */
  const likenessOf = (table) => {
    const letters = new Map(Object.entries(table.letters));
    const skeleton = skeletonOf(letters, Object.entries(table.sequences));
    const looksLike = (first, second) => skeleton(first) === skeleton(second);

    const difference = (first, second) => {
      let [theirs, ours] = [first.toLowerCase(), second.toLowerCase()];
      if (theirs === ours) return differs("same");
      const [bareTheirs, bareOurs] = [bare(theirs), bare(ours)];
      if (Math.min(size(bareTheirs), size(bareOurs)) < SHORT) return null;
      if (bareTheirs === bareOurs) return differs("signs");
      if (looksLike(bareTheirs, bareOurs)) return differs("letters", ...place(bareTheirs, bareOurs));
      [theirs, ours] = [withoutMarks(theirs), withoutMarks(ours)];
      return byDigits(bare(theirs), bare(ours)) ?? byWord(theirs, ours) ?? bySlips(theirs, ours);
    };

    const byDigits = (theirs, ours) => {
      const [added, leftOut] = [ENDS.exec(theirs), ENDS.exec(ours)];
      if (!added === !leftOut) return null;
      const [shorter, longer] = added ? [ours, theirs] : [theirs, ours];
      const base = longer.replace(ENDS, "");
      if (size(base) < BASE || !looksLike(base, shorter)) return null;
      return differs("digits", added?.[0] ?? "", leftOut?.[0] ?? "");
    };

    const byWord = (theirs, ours) => {
      for (const [longer, shorter, added] of [[theirs, ours, true], [ours, theirs, false]]) {
        const wanted = skeleton(bare(shorter));
        if (size(wanted) < BASE) continue;
        for (const [word, base] of withoutAffix(longer)) {
          if (skeleton(bare(base)) === wanted) return differs("word", ...(added ? [word, ""] : ["", word]));
        }
      }
      return null;
    };

    const withoutAffix = (name) => {
      const found = [];
      for (const word of table.affixes) {
        const behind = withoutStart(name, word);
        const before = withoutEnd(name, word);
        for (const [base, sign] of [[behind, behind.at(0)], [before, before.at(-1)]]) {
          if (base !== name && (SIGN.test(sign ?? "") || word.length > SHORT_WORD)) {
            found.push([word, base], [word, withoutEnd(base, "s")]);
          }
        }
      }
      return found;
    };

    const bySlips = (theirs, ours) => {
      const digits = (name) => name.match(/[0-9]+/g)?.join(" ");
      if (digits(theirs) !== digits(ours)) return null;
      const pair = differingParts(theirs, ours);
      if (!pair || !looksLike(...pair.map((part) => chars(part)[0] ?? ""))) return null;
      const shortest = Math.min(...pair.map(size));
      const allowed = (shortest >= ONE_SLIP) + (shortest >= TWO_SLIPS);
      const slips = allowed ? distance(...pair, allowed) : 1;
      if (!allowed || slips > allowed) return null;
      return slips === 1 ? differs("character", ...place(...pair)) : differs("characters");
    };

    const differingParts = (theirs, ours) => {
      const [there, here] = [theirs.split(SIGNS), ours.split(SIGNS)];
      if (there.length === here.length && there.length > 1) {
        const pairs = there.map((part, i) => [part, here[i]]).filter(([a, b]) => a !== b);
        return pairs.length === 1 ? withoutCommon(...pairs[0]) : null;
      }
      return withoutCommon(there.join(""), here.join(""));
    };

    const withoutCommon = (theirs, ours) => {
      for (const word of table.common) {
        if (theirs.endsWith(word) && ours.endsWith(word)) {
          [theirs, ours] = [withoutEnd(theirs, word), withoutEnd(ours, word)];
        }
        if (theirs.startsWith(word) && ours.startsWith(word)) {
          [theirs, ours] = [withoutStart(theirs, word), withoutStart(ours, word)];
        }
      }
      return [theirs, ours];
    };

    return { difference, looksLike };
  };

  // --- lookalikes ---

  /** The function that finds what any of the names asked about could be mistaken for. */
  const lookalikesOf = (index, specs, table, difference) => {
    const words = new Set([...table.affixes, ...table.common]);

    const shortName = (platform, handle) => {
      const name = withoutStart(handle, "@");
      if (specs.get(platform)?.ownDomain) return partition(name, "@")[0];
      if (platform === "bluesky") {
        const site = withoutEnd(name.toLowerCase(), ".bsky.social");
        return rpartition(site, ".")[0] || site;
      }
      return rpartition(name, "/")[2];
    };

    const compared = (asked, known) => {
      if (!known.handle) return [];
      const there = asked.platform === null || asked.platform === known.platform;
      const theirs = shortName(asked.platform || known.platform, asked.name);
      const ours = shortName(known.platform, known.handle);
      const whole = difference(asked.name, known.handle);
      const found = difference(theirs, ours);
      return [
        ...(whole && whole.kind !== "same" ? [{ known, there, ...whole }] : []),
        ...(found && !isChance(found, asked, known, ours) ? [{ known, there, ...found }] : []),
      ];
    };

    const isChance = (found, asked, known, ours) => {
      if (size(ours) < SHORTEST || words.has(ours.toLowerCase())) return true;
      const elsewhere =
        withoutStart(asked.name, "@").includes("@") && asked.platform === known.platform;
      return elsewhere && found.kind !== "same";
    };

    const rank = ({ known, there, kind }) => [
      known.standing !== "official", !there, ORDER.indexOf(kind), known.id,
    ];
    const before = (one, other) => {
      const [a, b] = [rank(one), rank(other)];
      const i = a.findIndex((part, at) => part !== b[at]);
      return i < 0 ? 0 : a[i] < b[i] ? -1 : 1;
    };

    return (...asked) => {
      const best = new Map();
      for (const known of index.accounts.values()) {
        for (const found of asked.flatMap((name) => compared(name, known))) {
          if (!best.has(known.id) || before(found, best.get(known.id)) < 0) best.set(known.id, found);
        }
      }
      return [...best.values()].sort(before).slice(0, MOST);
    };
  };

  // --- hosts ---

  /** The function that says which platform's host name the one in an address pretends to be. */
  const likeHostOf = (platforms, { difference, looksLike }) => {
    const hosts = platforms.flatMap((spec) => [...spec.hosts, ...Object.keys(spec.shortHosts)]);

    const pretends = (host, known) => {
      if (host === known || host.endsWith(`.${known}`)) return false;
      if (`.${host}.`.includes(`.${known}.`) || looksLike(host, known)) return true;
      const [brand, , end] = partition(known, ".");
      if (brand.length < BRAND) return false;
      const [label, , rest] = partition(host, ".");
      return host.split(/[.-]/).includes(brand) || (rest === end && difference(label, brand) !== null);
    };

    return (text) => {
      const address = split(text);
      if (isRefusal(address)) return null;
      const host = withoutStart(withoutStart(address.host, "www."), "m.");
      return hosts.find((known) => pretends(host, known)) ?? null;
    };
  };

  socialreg.likeness = { hasStandIns, likeHostOf, likenessOf, lookalikesOf, withoutMarks };
}
