// From what a person typed or pasted to one of the five answers.
//
// The browser's side of socialreg/lookup/answers.py, function for function: “official” is said of
// exactly what the register has, and whatever is in doubt is not official.
"use strict";

{
  const {
    MAX_LENGTH, isPrintable, isRefusal, length, partition, refusal, rpartition, split, strip,
    unquote, withoutEnd, withoutStart,
  } = socialreg.address;
  const { hasStandIns, likeHostOf, likenessOf, lookalikesOf, withoutMarks } = socialreg.likeness;

  const SCHEME = /^(?:https?|ftp|file|mailto|javascript|data|vbscript|blob|tel|sms):/i;
  const WORDS = /[\p{L}\p{N}_]+/gu;
  const SIGN = /[@0-9._\-]/;
  const SHORTEST_WORD = 2;
  const ID_BEHIND = /-?[0-9]{6,}$/;

  // Where one key is known in several ways: what it is today counts, a warning before a memory.
  const RANK = ["official", "impostor", "formerly-official"];

  /** All that is known, by key and by account. */
  const indexOf = (data) => {
    const byKey = new Map();
    for (const standing of RANK) {
      for (const known of data.known.filter((each) => each.standing === standing)) {
        for (const key of known.keys) if (!byKey.has(key)) byKey.set(key, known);
      }
    }
    const today = data.known.filter((known) => known.standing !== "impostor" && !known.renamed);
    return { known: data.known, byKey, accounts: new Map(today.map((known) => [known.id, known])) };
  };

  const isAddress = (text) => {
    if (text.includes("://") || text.includes("\\") || text.startsWith("/") || SCHEME.test(text)) return true;
    const [host, slash] = partition(text.toLowerCase(), "/");
    return host.startsWith("www.") || (Boolean(slash) && host.includes("."));
  };

  const verdict = (text, answer, why, rest) => ({
    text, answer, why, platform: null, url: null, matches: [], lookalikes: [], refusal: null,
    likeHost: null, ...rest,
  });
  const unreadable = (text, why, known) =>
    verdict(text, "unreadable", known ? "inside" : "refused", { refusal: why, matches: known ? [known] : [] });
  const whyOf = (known) => {
    if (known.standing === "formerly-official") return known.renamed ? "renamed" : "closed";
    if (known.standing === "official") return known.resting ? "resting" : "in-use";
    return "known-fake";
  };
  const agreed = (text, matches) => {
    const [first] = matches;
    const { platform, url } = first;
    return verdict(text, first.standing, whyOf(first), { platform, url, matches });
  };

  /** The function that answers, from the data that ``publish/lookup_index.py`` writes. */
  const answererOf = (data) => {
    const index = indexOf(data);
    const { specs, parseUrl, parseHandle } = socialreg.parserOf(data, data.ownDomains);
    const likeness = likenessOf(data.confusables);
    const lookalikes = lookalikesOf(index, specs, data.confusables, likeness.difference);
    const likeHost = likeHostOf(data.platforms, likeness);
    const byName = new Map(data.platforms.map((spec) => [spec.key, spec]));

    const answer = (given, platform = null) => {
      const text = strip(given);
      if (!isPrintable(text)) return unreadable(text, refusal("hidden-character", text));
      if (!text || length(text) > MAX_LENGTH) return unreadable(text, refusal("not-an-address", text));
      let found;
      if (isAddress(text)) found = ofAddress(text, platform);
      else if (text.includes(" ")) found = ofWords(text) ?? stranger(text);
      else found = ofName(text, platform);
      const doubted = found.answer === "official" && hasStandIns(unquote(text));
      return doubted ? { ...found, answer: "unknown", why: "stand-ins" } : found;
    };

    // --- Addresses ---

    const ofAddress = (text, platform) => {
      const found = parseUrl(text, platform);
      const outcomes = [found, ...(found.reason === "unknown-host" ? onAnyHost(text) : [])];
      const pages = outcomes.filter((each) => !isRefusal(each));
      for (const page of pages) {
        const known = knownAs(page);
        if (known) return matched(text, page, known);
      }
      const inside = siteAround(pages);
      if (inside) return unreadable(text, refusal("post", text, inside.platform, inside.url), inside);
      if (!isRefusal(found)) return unlisted(text, found);
      const post = outcomes.find((each) => each.reason === "post");
      if (post || found.reason !== "unknown-host") return refused(text, post ?? found);
      return onUnknownHost(text, pages);
    };

    const onAnyHost = (text) =>
      data.platforms.filter((spec) => spec.ownDomain).map((spec) => parseUrl(text, spec.key));

    const knownAs = (page) => index.byKey.get(`${page.platform}:${page.key}`);

    const matched = (text, page, known) => {
      const [here, there] = [text, page.url].map((each) => split(each, data.ownDomains));
      const isElsewhere =
        byName.get(page.platform).ownDomain &&
        !isRefusal(here) &&
        !isRefusal(there) &&
        here.host !== there.host;
      if (known.standing !== "official" || !isElsewhere) return agreed(text, [known]);
      // Another server can show whatever it likes under our account's name.
      const found = { platform: page.platform, url: known.url, matches: [known] };
      return verdict(text, "unreadable", "other-server", found);
    };

    /** The blog or podcast of ours that one of the pages is a part of. */
    const siteAround = (pages) => {
      for (const page of pages.filter((each) => !byName.get(each.platform).forms.length)) {
        let [key, slash] = [`${page.platform}:${page.key}`, "/"];
        while (slash) {
          [key, slash] = rpartition(key, "/");
          const known = index.byKey.get(key);
          if (known?.standing === "official") return known;
        }
      }
      return null;
    };

    const unlisted = (text, page) => {
      const { platform, url } = page;
      const named = page.handle === null ? pathNames(text, platform) : [];
      const asked = page.handle ? [{ name: page.handle, platform }] : named;
      return verdict(text, "unknown", "not-listed", { platform, url, lookalikes: lookalikes(...asked) });
    };

    const onUnknownHost = (text, pages) => {
      const like = likeHost(text);
      const mentioned = pages
        .filter((page) => page.handle)
        .map((page) => ({ name: page.handle, platform: page.platform }));
      const asked = mentioned.length ? mentioned : like ? pathNames(text, "") : [];
      const why = like ? "false-host" : mentioned.length ? "not-listed" : "unknown-host";
      return verdict(text, "unknown", why, {
        platform: mentioned[0]?.platform ?? null,
        url: pages[0]?.url ?? null,
        lookalikes: lookalikes(...asked),
        likeHost: like,
      });
    };

    const pathNames = (text, platform) => {
      const address = split(text);
      const parts = isRefusal(address) ? [] : address.path.split("/");
      return parts
        .map((part) => unquote(withoutStart(part, "@")).replace(ID_BEHIND, ""))
        .filter(Boolean)
        .map((name) => ({ name, platform }));
    };

    const refused = (text, why) => {
      if (why.reason === "post" && why.instead) {
        const around = [parseUrl(why.instead), ...onAnyHost(why.instead)];
        const known = around.filter((each) => !isRefusal(each)).map(knownAs).find(Boolean);
        if (known) return unreadable(text, why, known);
      }
      if (why.reason === "bad-handle") {
        const alike = lookalikes({ name: why.subject, platform: why.platform });
        if (alike.length) return verdict(text, "unknown", "not-listed", { lookalikes: alike });
      }
      return unreadable(text, why);
    };

    // --- Names ---

    const ofName = (text, platform) => {
      const outcomes = meant(text, platform);
      const profiles = outcomes.filter((each) => !isRefusal(each));
      const matches = [...new Set(profiles.map(knownAs).filter(Boolean))];
      if (matches.length) return namedBy(text, matches, platform !== null);
      const looksLikeHandle = platform !== null || SIGN.test(text);
      const alike = lookalikes({ name: withoutStart(text, "@"), platform });
      const byWords = looksLikeHandle && alike.length ? null : ofWords(text);
      if (byWords) return byWords;
      const hasWord = text.search(WORDS) >= 0;
      if (!profiles.length && !alike.length && (platform !== null || !hasWord)) {
        return unreadable(text, outcomes.find(isRefusal));
      }
      const url = platform !== null && profiles.length ? profiles[0].url : null;
      return stranger(text, { lookalikes: alike, platform, url });
    };

    const meant = (text, platform) => {
      const keys = platform === null ? data.platforms.map((spec) => spec.key) : [platform];
      const bare = platform === null && text.includes(".") && !text.includes("@");
      return [...keys.map((key) => parseHandle(key, text)), ...(bare ? onAnyHost(text) : [])];
    };

    /** The answer to a name by which several things may be known: what they all are, or unknown. */
    const namedBy = (text, matches, exact) => {
      const found = agreed(text, matches);
      const agree = new Set(matches.map((known) => known.standing)).size === 1;
      const name = withoutStart(text, "@").toLowerCase();
      const very = exact || matches.every((known) => spellings(known).includes(name));
      if (agree && (very || found.answer !== "official")) return found;
      return verdict(text, "unknown", "name-alone", { matches });
    };

    const spellings = (known) => {
      const ids = known.keys.map((key) => partition(key, ":id:")[2].toLowerCase());
      const bare = withoutStart(withoutStart(known.url, "https://"), "www.").replace(/\/+$/, "");
      const path = withoutStart(partition(bare, "/")[2], "@");
      const names = [known.handle ?? "", bare, path].map((each) => each.toLowerCase());
      return [...names, ...ids].filter(Boolean);
    };

    const ofWords = (text) => {
      const words = (withoutMarks(text).match(WORDS) ?? []).filter((word) => length(word) >= SHORTEST_WORD);
      const fits = (known) => words.every((word) => searched(known).includes(word));
      const matches = words.length ? index.known.filter((known) => !known.renamed && fits(known)) : [];
      return matches.length ? verdict(text, "unknown", "words", { matches }) : null;
    };

    const searchable = new Map();
    const searched = (known) => {
      if (!searchable.has(known)) {
        const fields = [known.name, known.unit, known.department, specs.get(known.platform)?.name, known.handle];
        searchable.set(known, withoutMarks(fields.filter(Boolean).join(" ")));
      }
      return searchable.get(known);
    };

    const stranger = (text, rest = {}) => verdict(text, "unknown", "not-listed", rest);

    return { answer, index };
  };

  socialreg.answererOf = answererOf;
}
