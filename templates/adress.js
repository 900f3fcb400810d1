// The parts of a web address, or why it is none, and what Python's texts do that JavaScript's do not.
//
// The browser's side of socialreg/web_address.py, function for function; tests/test_two_sides.py
// holds the two together. Nothing here touches the page.
"use strict";

{
  const MAX_LENGTH = 2048;

  // --- What Python has and JavaScript has in another way ---

  const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
  const NOT_ASCII = /[^\x00-\x7f]/;
  // Python's white space, which is not JavaScript's.
  const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

  const isPrintable = (text) => !HIDDEN.test(text);
  const isAscii = (text) => !NOT_ASCII.test(text);
  const strip = (text) => text.replace(AROUND, "");
  const stripBlanks = (text) => text.replace(/^ +| +$/g, "");
  const withoutStart = (text, start) => (text.startsWith(start) ? text.slice(start.length) : text);
  const withoutEnd = (text, end) =>
    end && text.endsWith(end) ? text.slice(0, -end.length) : text;
  const length = (text) => (isAscii(text) ? text.length : Array.from(text).length);

  /** What is before and behind the first *mark* in the text; all of it and nothing without one. */
  const partition = (text, mark) => {
    const place = text.indexOf(mark);
    return place < 0 ? [text, "", ""] : [text.slice(0, place), mark, text.slice(place + mark.length)];
  };
  const rpartition = (text, mark) => {
    const place = text.lastIndexOf(mark);
    return place < 0 ? ["", "", text] : [text.slice(0, place), mark, text.slice(place + mark.length)];
  };

  const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The text unescaped, as urllib.parse.unquote has it. */
  const unquote = (text) => {
    if (!text.includes("%")) return text;
    return text.replace(/[\x00-\x7f]+/g, (run) => {
      const bytes = [];
      for (let place = 0; place < run.length; place += 1) {
        const escaped = /^%[0-9A-Fa-f]{2}/.test(run.slice(place, place + 3));
        bytes.push(escaped ? parseInt(run.slice(place + 1, place + 3), 16) : run.charCodeAt(place));
        if (escaped) place += 2;
      }
      return lenient.decode(new Uint8Array(bytes));
    });
  };

  // --- web_address ---

  const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  const HOST = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+(?=[a-z])${LABEL}$`);
  const NUMBER_LAST = /^(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)$/;
  const WITH_SCHEME = /^https?:\/\/(?=[^/?#])/i;
  const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
  const HOST_AND_PORT = /^[^/?#:@]*\.[^/?#:@]*:[0-9]*(?![^/?#])/;
  const ESCAPES = /(?:%[0-9A-Fa-f]{2})+/g;
  const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
  const HIDDEN_ESCAPE = /%(?:[01][0-9A-Fa-f]|7[Ff])/;
  const TO_ESCAPE = /[ "<>^`{|}]/g;
  const TRACKERS = /^(?:utm_[^=]*|fbclid|gclid|igsh|igshid|mc_[ce]id|mibextid|si)(?:=.*)?$/;
  const UNRESERVED = /[A-Za-z0-9._~-]/;
  const ALSO_DELIMITERS = /[A-Za-z0-9._~!$&'()*+,;=:@-]/;

  const refusal = (reason, subject, platform = "", instead = "") => ({ reason, subject, platform, instead });
  const isRefusal = (outcome) => "reason" in outcome;

  /** The parts of the address in the text, with or without its scheme, or a refusal. */
  const split = (given, ownDomains = []) => {
    const text = stripBlanks(given);
    const unreadable = whyUnreadable(text);
    if (unreadable) return refusal(unreadable, text);
    const [rest, why] = afterScheme(text);
    if (why) return refusal(why, text);
    const end = rest.search(/[/?#]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    const [host, wrong] = hostOf(authority, ownDomains);
    if (wrong) return refusal(wrong, wrong === "not-an-address" ? text : authority);
    return withPath(text, host, rest.slice(authority.length));
  };

  const whyUnreadable = (text) => {
    if (!isPrintable(text)) return "hidden-character";
    if (text.includes("\\")) return "backslash";
    return !text || text.includes(" ") || length(text) > MAX_LENGTH ? "not-an-address" : "";
  };

  const afterScheme = (text) => {
    const found = WITH_SCHEME.exec(text);
    if (found) return [text.slice(found[0].length)];
    if (HOST_AND_PORT.test(text)) return ["", "port"];
    const scheme = SCHEME.exec(text);
    if (scheme && !["http", "https"].includes(scheme[1].toLowerCase())) return ["", "not-https"];
    return scheme || /^[/@]/.test(text) ? ["", "not-an-address"] : [text];
  };

  const hostOf = (authority, ownDomains) => {
    if (authority.includes("@")) return ["", "userinfo"];
    if (authority.includes("[")) return ["", "ip-host"];
    if (authority.includes(":")) return ["", "port"];
    const bare = withoutEnd(authority, ".");
    if (!isAscii(bare)) return international(bare, ownDomains);
    const host = bare.toLowerCase();
    if (NUMBER_LAST.test(host)) return ["", "ip-host"];
    if (!host.includes(".")) return ["", "not-an-address"];
    if (!HOST.test(host)) return ["", "bad-host"];
    return host.includes("xn--") ? international(host, ownDomains) : [host];
  };

  /** The xn-- form of the host if it is one of our own domains or below one. */
  const international = (host, ownDomains) => {
    const encoded = xn(host);
    if (encoded === null || !HOST.test(encoded)) return ["", "bad-host"];
    const isOwn = ownDomains.some((own) => encoded === own || encoded.endsWith(`.${own}`));
    return isOwn ? [encoded] : ["", "idn-host"];
  };

  /** The host in ASCII, or null where decoding that would not give the same host again. */
  const xn = (host) => {
    const lowered = host.toLowerCase().normalize("NFC");
    if (isAscii(lowered)) return isAscii(host) ? lowered : null;
    const folded = lowered.toUpperCase().toLowerCase().normalize("NFKC");
    const folds = folded !== lowered || /[\u3002\u200c\u200d]/.test(lowered);
    const labels = lowered.split(".").map((label) => (isAscii(label) ? label : `xn--${punycode(label)}`));
    return folds || labels.some((label) => !label || label.length > 63) ? null : labels.join(".");
  };

  /** The label in the letters of RFC 3492. */
  const punycode = (label) => {
    const points = Array.from(label, (char) => char.codePointAt(0));
    const basic = points.filter((point) => point < 128);
    let out = String.fromCharCode(...basic) + (basic.length ? "-" : "");
    let [n, delta, bias, handled] = [128, 0, 72, basic.length];
    const digit = (value) => String.fromCharCode(value + (value < 26 ? 97 : 22));
    const adapted = (change, count, first) => {
      let rest = Math.floor(change / (first ? 700 : 2));
      rest += Math.floor(rest / count);
      let steps = 0;
      for (; rest > 455; steps += 36) rest = Math.floor(rest / 35);
      return steps + Math.floor((36 * rest) / (rest + 38));
    };
    while (handled < points.length) {
      const next = Math.min(...points.filter((point) => point >= n));
      delta += (next - n) * (handled + 1);
      n = next;
      for (const point of points) {
        if (point < n) delta += 1;
        if (point !== n) continue;
        let rest = delta;
        for (let k = 36; ; k += 36) {
          const least = Math.min(Math.max(k - bias, 1), 26);
          if (rest < least) break;
          out += digit(least + ((rest - least) % (36 - least)));
          rest = Math.floor((rest - least) / (36 - least));
        }
        out += digit(rest);
        bias = adapted(delta, handled + 1, handled === basic.length);
        delta = 0;
        handled += 1;
      }
      delta += 1;
      n += 1;
    }
    return out;
  };

  const withPath = (text, host, given) => {
    const [rest, , fragment] = partition(given, "#");
    let [raw, , query] = partition(rest, "?");
    if (fragment.startsWith("!/") && !raw.replaceAll("/", "")) raw = fragment.slice(1);
    const path = unescaped(raw || "/", UNRESERVED);
    if (!isPrintable(path) || !isPrintable(unescaped(query, UNRESERVED))) {
      return refusal("hidden-character", text);
    }
    if (HIDDEN_ESCAPE.test(path) || HIDDEN_ESCAPE.test(query)) return refusal("hidden-character", text);
    const ambiguous = BAD_ESCAPE.test(path) || unescaped(path, UNRESERVED) !== path;
    if (ambiguous || path.split("/").some((part) => part === "." || part === "..")) {
      return refusal("not-an-address", text);
    }
    return { host, path, query: query.replace(TO_ESCAPE, percent) };
  };

  const percent = (char) => hex(char.charCodeAt(0));
  const hex = (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;

  /** The text with what need not be escaped unescaped, and what must be, escaped; in NFC. */
  const unescaped = (text, safe) => {
    if (isAscii(text) && !text.includes("%") && text.search(TO_ESCAPE) < 0) return text;
    const plain = text.replace(ESCAPES, (run) => decoded(run, safe));
    return plain.normalize("NFC").replace(TO_ESCAPE, percent);
  };

  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decoded = (run, safe) => {
    const bytes = Uint8Array.from(run.slice(1).split("%"), (pair) => parseInt(pair, 16));
    let out = "";
    for (let place = 0; place < bytes.length; ) {
      const count = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4][bytes[place] >> 4];
      const char = valid(bytes.subarray(place, place + count));
      const plain = char !== null && (bytes[place] > 127 || safe.test(char));
      out += plain ? char : hex(bytes[place]);
      place += char === null ? 1 : count;
    }
    return out;
  };
  const valid = (bytes) => {
    try {
      return strict.decode(bytes);
    } catch {
      return null; // bytes that are not UTF-8 stay escaped
    }
  };

  const untracked = (query) => query.split("&").filter((part) => part && !TRACKERS.test(part)).join("&");

  socialreg.address = {
    ALSO_DELIMITERS, MAX_LENGTH, isAscii, isPrintable, isRefusal, length, partition, refusal,
    rpartition, split, strip, stripBlanks, unescaped, unquote, untracked, withoutEnd, withoutStart,
  };
}
