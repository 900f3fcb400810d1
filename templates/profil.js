// What account an address or a handle means, or why it means none.
//
// The browser's side of socialreg/profiles.py, function for function. The table of platforms comes
// from the data: patterns are those of socialreg/platforms.toml, written as JavaScript has them.
"use strict";

{
  const {
    ALSO_DELIMITERS, isPrintable, isRefusal, partition, refusal, rpartition, split, strip,
    stripBlanks, unescaped, unquote, untracked, withoutStart,
  } = socialreg.address;

  const patterns = new Map();
  /** The pattern as a regular expression for a whole text, made when it is first asked for. */
  const compiled = (pattern, flags) => {
    const key = flags + pattern;
    if (!patterns.has(key)) patterns.set(key, new RegExp(`^(?:${pattern})$`, flags));
    return patterns.get(key);
  };
  const fits = (pattern, text) => compiled(pattern, "u").test(text);
  // Without "u", "i" leaves letters beyond ASCII alone: the long s is no s, as in Python's re.ASCII.
  const pathFound = (pattern, text) => compiled(pattern, "i").exec(text)?.groups;

  // Where several kinds of name could be meant and none fits: the refusal that says the most.
  const TELLING = ["share-link", "shortener", "post", "reserved", "bad-handle"];
  const telling = (outcome) => {
    if (!isRefusal(outcome)) return -1;
    const place = TELLING.indexOf(outcome.reason);
    return place < 0 ? TELLING.length : place;
  };
  const mostTelling = (outcomes) =>
    outcomes.reduce((best, each) => (telling(each) < telling(best) ? each : best));

  const SAME_SITE = ["www", "m", "mobile", "web"];

  /** The functions that ask the table of platforms. */
  const parserOf = (table, ownDomains) => {
    const specs = new Map(table.platforms.map((spec) => [spec.key, spec]));
    const atHost = new Map();
    for (const spec of table.platforms) {
      for (const host of [...spec.hosts, ...Object.keys(spec.shortHosts)]) {
        atHost.set(host, [...(atHost.get(host) ?? []), spec]);
      }
    }
    const refusedHosts = new Map(Object.entries(table.refusedHosts));

    const specsAt = (host) => {
      if (atHost.has(host)) return atHost.get(host);
      const [label, , site] = partition(host, ".");
      return (atHost.get(site) ?? []).filter(
        (spec) => SAME_SITE.includes(label) || fits(spec.subdomains, label),
      );
    };

    const parseUrl = (url, platform = null) => {
      const address = split(url, ownDomains);
      if (isRefusal(address)) return address;
      const never = refusedHosts.get(withoutStart(address.host, "www."));
      if (never) return refusal(never, address.host);
      if (platform !== null) return onPlatform(platform, address);
      const there = specsAt(address.host);
      return there.length
        ? mostTelling(there.map((spec) => find(spec, address)))
        : refusal("unknown-host", address.host);
    };

    const onPlatform = (platform, address) => {
      const spec = specs.get(platform);
      if (!spec) return refusal("unknown-platform", platform);
      const there = specsAt(address.host);
      let others = there.filter((other) => other !== spec);
      if (there.includes(spec) || (spec.ownDomain && !there.length)) {
        const outcome = find(spec, address);
        others = others.filter((other) => !isRefusal(find(other, address, [])));
        if (!isRefusal(outcome) || !others.length) return outcome;
      }
      return refusal("other-platform", address.host, spec.key, others[0]?.key ?? "");
    };

    const parseHandle = (platform, handle) => {
      const spec = specs.get(platform);
      if (!spec) return refusal("unknown-platform", platform);
      const text = stripBlanks(handle);
      if (!isPrintable(text)) return refusal("hidden-character", text);
      if (isAddress(text)) return parseUrl(text, platform);
      if (!spec.forms.length) return refusal("handle-unused", text, spec.key);
      const name = withoutStart(unescapedName(text).normalize("NFC"), "@");
      return spec.ownDomain ? namedAtHost(spec, name) : named(spec, name);
    };

    const find = (spec, address) => {
      if (!spec.forms.length) return asItIs(spec, address);
      const subject = subjectOf(spec, address);
      if (subject === null) return refusal("ambiguous", `${address.path}?${address.query}`, spec.key);
      const refusals = [];
      for (const form of spec.forms) {
        for (const [pattern, atRoot] of form.paths) {
          const found = pathFound(pattern, subject);
          const outcome = found && taken(spec, form, atRoot, found, subject, address.host);
          if (outcome && !isRefusal(outcome)) return outcome;
          if (outcome) refusals.push(outcome);
        }
      }
      for (const [reason, paths] of spec.refused) {
        if (paths.some((pattern) => pathFound(pattern, subject))) {
          return refusal(reason, subject, spec.key);
        }
      }
      return refusals.length ? mostTelling(refusals) : refusal("no-handle", address.host, spec.key);
    };

    const taken = (spec, form, atRoot, found, subject, host) => {
      const { name, rest } = found;
      if ((form.atRoot || atRoot) && spec.reserved.includes(name.toLowerCase())) {
        return refusal("reserved", subject, spec.key);
      }
      let outcome = refusal("bad-handle", name, spec.key);
      if (spec.ownDomain && name.includes("@")) outcome = namedAtHost(spec, name);
      else if (isName(form, name)) outcome = profile(spec, form, name, spec.ownDomain ? host : "");
      if (!isRefusal(outcome) && rest && !(spec.subpages && fits(spec.subpages, rest))) {
        return refusal("post", subject, spec.key, outcome.url);
      }
      return outcome;
    };

    const named = (spec, name) => {
      for (const form of spec.forms) {
        const bare = withoutStart(name, form.prefix);
        if (name.startsWith(form.prefix) && isName(form, bare)) {
          const isReserved = form.atRoot && spec.reserved.includes(bare.toLowerCase());
          return isReserved ? refusal("reserved", name, spec.key) : profile(spec, form, bare);
        }
      }
      const asPath = find(spec, { host: "", path: `/${name}`, query: "" });
      const startsWithHandle =
        !isRefusal(asPath) &&
        asPath.handle !== null &&
        rpartition(asPath.handle, "/")[2] === partition(name, "/")[0];
      if (!isRefusal(asPath) && !startsWithHandle) return asPath;
      return refusal("bad-handle", name, spec.key);
    };

    const namedAtHost = (spec, name) => {
      const [user, , host] = rpartition(name, "@");
      const form = spec.forms[0];
      const address = split(`https://${host}`, ownDomains);
      if (address.reason === "idn-host") return address;
      if (isRefusal(address) || address.path !== "/" || !isName(form, user)) {
        return refusal("bad-handle", name, spec.key);
      }
      const there = specsAt(address.host);
      if (there.length) return refusal("other-platform", address.host, spec.key, there[0].key);
      return profile(spec, form, user, address.host);
    };

    return { specs, parseUrl, parseHandle };
  };

  const isName = (form, name) => fits(form.pattern, name) && name.normalize("NFC") === name;

  const profile = (spec, form, name, host = "") => {
    const url = `${form.head}${name}${form.tail}`;
    if (form.isId) return { platform: spec.key, handle: null, url, key: `id:${name}` };
    const handle = `${form.prefix}${name}${host && `@${host}`}`;
    const there = host ? url.replace("{host}", () => host) : url;
    return { platform: spec.key, handle, url: there, key: keyOf(spec, handle) };
  };

  const keyOf = (spec, handle) => {
    if (!spec.ignores.includes("case")) return handle;
    const folded = handle.normalize("NFC").toLowerCase().normalize("NFC");
    return spec.ignores.includes("dots") ? folded.replaceAll(".", "") : folded;
  };

  const asItIs = (spec, address) => {
    const query = untracked(address.query);
    const page = query ? `${address.path}?${query}` : address.path;
    const site = withoutStart(address.host, "www.");
    const key = `${site}${page.replace(/\/+$/, "")}`;
    return { platform: spec.key, handle: null, url: `https://${address.host}${page}`, key };
  };

  const unescapedName = (text) => (text.includes("%") ? unescaped(text, ALSO_DELIMITERS) : text);

  /** What tells accounts apart in an address: the path, and a parameter if it does; null in doubt. */
  const subjectOf = (spec, address) => {
    const parts = unescapedName(address.path).split("/").filter(Boolean);
    if (Object.hasOwn(spec.shortHosts, address.host)) parts.unshift(spec.shortHosts[address.host]);
    const subject = parts.join("/").normalize("NFC");
    const parameter = Object.hasOwn(spec.query, subject) ? spec.query[subject] : "";
    const values = parameter ? valuesOf(parameter, address.query) : [];
    if (values.length > 1) return null;
    return values.length ? `${subject}?${parameter}=${values[0]}` : subject;
  };

  const valuesOf = (parameter, query) => {
    const found = [];
    for (const part of query.split("&").filter(Boolean)) {
      const [name, , value] = partition(part, "=").map((each) => unquote(each.replaceAll("+", " ")));
      if (strip(name) === parameter) found.push(value);
    }
    return found;
  };

  const isAddress = (text) => {
    const [host, slash] = partition(text.toLowerCase(), "/");
    if (text.includes("://") || host.startsWith("www.")) return true;
    return Boolean(slash) && host.includes(".") && !host.includes("@");
  };

  socialreg.parserOf = parserOf;
}
