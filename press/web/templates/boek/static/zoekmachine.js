// Finds sections of the book for what somebody types. MiniSearch holds the index, scores sections and
// finds words with typing errors; here are the words of a language: their forms, compounds, synonyms.
globalThis.Zoekmachine = (() => {
  "use strict";

  // Set by the language of the book: a number with marks between its thousands, a number with a
  // decimal mark, or a word; what is a number, a number that may have thousands, and these marks.
  let WORD, NUMBER, WHOLE, SIGNS;
  const LONGEST_WORD = 40;
  const SHORTEST_PART = 4;
  const LONGEST_OWN_S = 5;
  const SHORTEST_BEGINNING = 3;
  const SHORTEST_FRAGMENT = 6;
  const SHORTEST_CORRECTED = 7;
  const LINKING = ["", "s", "en", "e", "n"];
  // Each term of the index says what it is: a word, its stem, its root, or a part of a compound.
  const WEIGHTS = { w: 1, s: 0.85, r: 0.5, p: 0.45 };
  const SYNONYM = 0.6;
  const PARTS = 0.3;
  const FEW = 3;
  const FIELDS = { title: 6, page: 2, text: 1 };

  // Lower case and without accents; every letter stays in its place.
  const fold = (text) =>
    text.replace(/[^\x00-\x7f]/gu, (letter) => letter.toLowerCase().normalize("NFD")[0]).toLowerCase();
  const tokens = (text) => fold(text).match(WORD) ?? [];
  const plainNumber = (word) => (WHOLE.test(word) ? word.replace(SIGNS, "") : word);
  const bare = (text) => tokens(text).join(" ");
  // What is pasted may hold joined letters, marks apart from their letters, and signs nobody sees.
  const typed = (query) => query.normalize("NFKC").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  // The title of a page without what stands in brackets behind it: on the page itself it does not.
  const short = (title) => title.replace(/\s*\([^()]*\)$/, "");

  function speak({ thousands, decimal }) {
    const [mark, point] = [`[${thousands}\\u00a0]`, `[${decimal}]`];
    WORD = new RegExp(`\\d{1,3}(?:${mark}\\d{3})+(?![\\p{L}\\p{N}])|\\d+${point}\\d+|[\\p{L}\\p{N}]+`, "gu");
    NUMBER = new RegExp(`^\\d[\\d${decimal}]*$`);
    WHOLE = new RegExp(`^\\d[\\d${thousands}\\u00a0]*$`);
    SIGNS = new RegExp(mark, "g");
  }

  // Number of letters to change, add or leave out (Levenshtein 1966).
  function distance(one, other) {
    let last = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      }
      last = row;
    }
    return last[other.length];
  }

  return class {
    constructor({ pages, sections, stopwords, synonyms, plurals, endings = {}, language }) {
      speak(language);
      Object.assign(this, { pages, sections, plurals, endings, compounds: language.compounds });
      this.stemmer = new globalThis[language.stemmer]();
      this.stopwords = new Set(stopwords);
      this.synonyms = Object.entries(synonyms)
        .map(([called, meant]) => [bare(called), meant])
        .sort(([a], [b]) => b.length - a.length);
      this.stems = new Map();
      this.formsOf = new Map();
      this.words = new Set();
      this.plainTexts = [];
      this.lower = [];
      const texts = sections.map(([page, , title, text]) => ({ title, page: pages[page][1], text }));
      for (const { title, page, text } of texts) {
        for (const word of tokens(`${title} ${page} ${text}`)) this.words.add(plainNumber(word));
      }
      this.knownStems = new Set([...this.words].map((word) => this.stem(word)));
      this.index = new MiniSearch({
        fields: Object.keys(FIELDS),
        tokenize: tokens,
        processTerm: (word) => this.forms(word),
        searchOptions: {
          tokenize: (term) => [term],
          processTerm: (term) => term,
          boost: FIELDS,
          boostTerm: (term) => WEIGHTS[term[0]],
        },
      });
      this.index.addAll(texts.map((text, id) => ({ id, ...text })));
      this.titles = new Map();
      sections.forEach(([page, , title], id) => {
        const shown = title === pages[page][1] ? short(title) : title;
        for (const called of new Set([bare(title), bare(shown)])) {
          this.titles.set(called, [...(this.titles.get(called) ?? []), id]);
        }
      });
    }

    // The stem of a word; brieven and brief, huizen and huis, leden and lid, rollen and rol have one.
    stem(word) {
      if (!this.stems.has(word)) this.stems.set(word, this.stemAnew(this.single(word)));
      return this.stems.get(word);
    }

    stemAnew(word) {
      const stem = this.stemmer.stemWord(word);
      if (!this.compounds) return stem;
      // The s of kans and mens is no plural: Snowball takes it off there too.
      if (stem === word.slice(0, -1) && word.endsWith("s") && word.length <= LONGEST_OWN_S) {
        if (stem.length < SHORTEST_PART || !this.words.has(stem)) return word;
      }
      return stem.replace(/v$/, "f").replace(/z$/, "s").replace(/([^aeiou])\1$/, "$1");
    }

    // The singular of a plural that Snowball leaves alone: raadsleden, ideeën, politici, colleges.
    single(word) {
      for (const [plural, single] of Object.entries(this.plurals)) {
        const before = word.length - plural.length;
        const whole = before === 0 || (this.compounds && before >= SHORTEST_PART);
        if (whole && word.endsWith(plural)) return word.slice(0, before) + single;
      }
      const end = Object.keys(this.endings).find((each) => word.endsWith(each));
      if (end) return word.slice(0, -end.length) + this.endings[end];
      const plain = this.compounds && word.length > SHORTEST_PART && /[aeiou]s$/.test(word);
      return plain && this.words.has(word.slice(0, -1)) ? word.slice(0, -1) : word;
    }

    // What a noun, a verb and its participle have in common: borgen, borging, geborgd.
    root(stem) {
      if (!this.compounds) return stem;
      const without = /^ge.{3,}[dt]$/.test(stem) ? stem.slice(2, -1) : stem;
      const short = without.replace(/(ering|atie|ing|eer|er)$/, "");
      return short.length >= SHORTEST_PART ? short : without;
    }

    // The terms under which a word stands in the index, or null for one that is everywhere.
    forms(token) {
      const word = plainNumber(token);
      if (!this.formsOf.has(word)) this.formsOf.set(word, this.formsAnew(word));
      return this.formsOf.get(word);
    }

    formsAnew(word) {
      if (NUMBER.test(word)) return [`w:${word}`];
      if (word.length < 2 || this.stopwords.has(word)) return null;
      const parts = this.split(word) ?? [];
      return [...this.termsOf(word), ...parts.map((part) => `p:${this.stem(part)}`)];
    }

    termsOf(word) {
      const stem = this.stem(word);
      return [`w:${word}`, `s:${stem}`, `r:${this.root(stem)}`];
    }

    known(word) {
      return word.length >= SHORTEST_PART && (this.words.has(word) || this.knownStems.has(this.stem(word)));
    }

    // Whether a word begins a compound: with an s behind it a short one does too, as in wetsartikel.
    joins(word, link) {
      return this.known(word) || (link === "s" && word.length === SHORTEST_PART - 1 && this.words.has(word));
    }

    // The words of the book that a compound is made of, or null. The longest first part wins.
    split(word, depth = 0) {
      if (!this.compounds || depth > 3 || word.length > LONGEST_WORD) return null;
      for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
        const head = word.slice(0, at);
        const link = LINKING.find((end) => head.endsWith(end) && this.joins(head.slice(0, at - end.length), end));
        if (link === undefined) continue;
        const first = head.slice(0, at - link.length);
        const rest = word.slice(at);
        if (this.known(rest)) return [first, rest];
        const others = this.split(rest, depth + 1);
        if (others) return [first, ...others];
      }
      return null;
    }

    // Sections with any of these terms: by section its score, and which of the terms it has.
    lookUp(terms, options = {}) {
      const found = new Map();
      if (!terms.length) return found;
      for (const { id, score, terms: matched } of this.index.search({ queries: terms, ...options })) {
        found.set(id, { score, terms: new Set(matched) });
      }
      return found;
    }

    // Sections that have all of these words, in this order if it is a phrase.
    all(words, phrase) {
      let found = null;
      for (const word of words) {
        const next = phrase ? this.lookUp([`w:${word}`]) : this.lookUpWord(word);
        if (found === null) found = next;
        else {
          const both = [...found].filter(([id]) => next.has(id));
          found = new Map(both.map(([id, { score, terms }]) => {
            const other = next.get(id);
            return [id, { score: score + other.score, terms: new Set([...terms, ...other.terms]) }];
          }));
        }
      }
      return found ?? new Map();
    }

    lookUpWord(word) {
      if (NUMBER.test(word)) return this.lookUp([`w:${word}`]);
      return this.lookUp([...this.termsOf(word), `p:${this.stem(word)}`]);
    }

    // Sections in which these words follow one another.
    phrase(text) {
      const words = tokens(text).map(plainNumber);
      const wanted = ` ${words.join(" ")} `;
      const counted = words.filter((word) => this.forms(word));
      return new Map([...this.all(counted, true)].filter(([id]) => this.plain(id).includes(wanted)));
    }

    // Title and text of a section as words with single spaces around them.
    plain(id) {
      this.plainTexts[id] ??= this.sections[id]
        .slice(2)
        .map((text) => ` ${tokens(text).map(plainNumber).join(" ")} `)
        .join("|");
      return this.plainTexts[id];
    }

    // Words of the book that a word may be meant for: the nearest first.
    near(word) {
      const most = word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0;
      if (!most || NUMBER.test(word)) return [];
      const found = new Set();
      for (const { terms } of this.lookUp([`w:${word}`], { fuzzy: most }).values()) {
        terms.forEach((term) => found.add(term.slice(2)));
      }
      const called = this.synonyms.map(([name]) => name).filter((name) => !name.includes(" "));
      return [...new Set([...found, ...called])]
        .filter((each) => each[0] === word[0] && !NUMBER.test(each))
        .map((each) => [distance(word, each), each])
        .filter(([far]) => far <= most)
        .sort(([a], [b]) => a - b)
        .slice(0, 3)
        .map(([, each]) => each);
    }

    // Sections for one word of the query. What is to be said of it goes into `said`.
    find(word, said) {
      const found = this.lookUpWord(word);
      if (NUMBER.test(word)) {
        if (!found.size) said.missing.push(word);
        return found;
      }
      const parts = this.split(word);
      if (parts) this.add(found, this.all(parts, false), PARTS);
      // What a compound is, its last part says.
      if (parts && found.size < FEW) this.add(found, this.lookUpWord(parts.at(-1)), PARTS / 2);
      if (!found.size && word.length >= SHORTEST_BEGINNING) {
        this.add(found, this.lookUp([`w:${word}`], { prefix: true }), 1);
      }
      if (!found.size && word.length >= SHORTEST_FRAGMENT) {
        const inside = [...this.words].filter((each) => each.includes(word));
        this.add(found, this.lookUp(inside.map((each) => `w:${each}`)), 1);
      }
      if (found.size) return found;
      said.missing.push(word);
      const near = this.near(word);
      if (near.length) said.near.push([word, near]);
      // A long word with a slip of the finger has one meaning; a short one may have any.
      const meant = near.find((each) => this.words.has(each));
      return meant && word.length >= SHORTEST_CORRECTED ? this.lookUpWord(meant) : found;
    }

    // Adds sections to others with a part of their score; a section counts for its best.
    add(found, others, weight) {
      for (const [id, { score, terms }] of others) {
        const before = found.get(id);
        found.set(id, {
          score: Math.max(weight * score, before?.score ?? 0),
          terms: new Set([...terms, ...(before?.terms ?? [])]),
        });
      }
    }

    // Whether a word is another one, or the same in another form: arbeidsmigrant, arbeidsmigranten.
    alike(word, other) {
      if (word === other) return true;
      return word?.length >= SHORTEST_PART && this.stem(word) === this.stem(other);
    }

    // The units of a query: phrases in quotes, names with synonyms, and words.
    units(query, said) {
      const units = [];
      // Whoever writes thousands with a space means one number.
      const joined = query.replace(/(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g, (number) => {
        const whole = number.replaceAll(" ", "");
        return this.words.has(whole) ? whole : number;
      });
      const rest = joined.replace(/["“”„]([^"“”„]+)["“”„]?/g, (_, text) => {
        if (!bare(text)) return " ";
        const found = this.phrase(text);
        if (!found.size) said.missing.push(text.trim());
        units.push(found);
        return " ";
      });
      const words = bare(rest).split(" ");
      for (const [called, meant] of this.synonyms) {
        const parts = called.split(" ");
        const at = words.findIndex((_, first) =>
          parts.every((part, place) => this.alike(words[first + place], part)));
        if (at < 0) continue;
        words.splice(at, parts.length);
        const names = parts.filter((part) => this.forms(part));
        const found = names.length ? this.all(names, false) : new Map();
        for (const other of meant) {
          this.add(found, other.includes(" ") ? this.phrase(other) : this.lookUpWord(bare(other)), SYNONYM);
        }
        said.also.push(...meant);
        units.push(found);
      }
      for (const word of new Set(words.map((each) => plainNumber(each).slice(0, LONGEST_WORD)))) {
        if ((word.length > 1 || NUMBER.test(word)) && this.forms(word)) units.push(this.find(word, said));
      }
      return units;
    }

    // The sections that match most of the query, those with the highest score first.
    search(asked) {
      const query = typed(asked);
      const said = { missing: [], near: [], also: [], partly: false, common: false };
      const units = this.units(query, said);
      const totals = new Map();
      for (const unit of units) {
        for (const [id, { score, terms }] of unit) {
          const total = totals.get(id) ?? { id, hits: 0, score: 0, terms: new Set() };
          total.hits += 1;
          total.score += score * this.pages[this.sections[id][0]][2];
          terms.forEach((term) => total.terms.add(term));
          totals.set(id, total);
        }
      }
      const most = Math.max(0, ...[...totals.values()].map(({ hits }) => hits));
      said.partly = most < units.filter((unit) => unit.size).length;
      const results = new Map([...totals].filter(([, { hits }]) => hits === most));
      // Whoever types a whole title means that section.
      const top = Math.max(1, ...[...results.values()].map(({ score }) => score));
      for (const id of this.titles.get(bare(query)) ?? []) {
        const found = totals.get(id) ?? { id, score: 0, terms: new Set() };
        results.set(id, { ...found, score: found.score + 2 * top });
      }
      said.common = !units.length && !results.size && tokens(query).some((word) => this.stopwords.has(word));
      const sorted = [...results.values()].sort((a, b) => b.score - a.score || a.id - b.id);
      return { results: sorted, ...said };
    }

    // Where the terms of a result first stand in the text of a section, and then for so many letters:
    // pairs of begin and end.
    places(id, terms, letters) {
      const found = [];
      this.lower[id] ??= fold(this.sections[id][3]);
      for (const { index, 0: word } of this.lower[id].matchAll(WORD)) {
        if (found.length && index > found[0][0] + letters) break;
        if (this.forms(word)?.some((form) => terms.has(form))) found.push([index, index + word.length]);
      }
      return found;
    }
  };
})();
