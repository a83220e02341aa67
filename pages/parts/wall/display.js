// What a display does by itself: it turns its boards, marks the numbers that changed, says when the server or the network
// is gone, comes back when they are, dims at night. What it is told stands in the mark (.mb-beat) that the server renews.
(() => {
  if (window.moneyboardDisplay) return;
  window.moneyboardDisplay = true;
  const SECOND = 1000;
  const HOUR = 3600 * SECOND;
  const LOOK_AFTER = 10 * SECOND;
  const RELOAD_AFTER = 60 * SECOND;
  const FIRST_PICTURE = 300 * SECOND;
  const HELD = 60 * SECOND;
  const AWAKE = 120 * SECOND;
  const LAID_OUT_BEFORE = 2 * SECOND;
  const COVERED_AFTER = 1.5 * SECOND;
  const root = document.documentElement;
  const onWall = () => new URLSearchParams(location.search).get("wall") === "1";
  const flag = (name, value) => {
    if (value === null) delete root.dataset[name];
    else if (root.dataset[name] !== value) root.dataset[name] = value;
  };
  const added = (id) => {
    const element = document.createElement("div");
    element.id = id;
    document.body.appendChild(element);
    return element;
  };

  let told = { boards: [], refresh: 5, missed: 3, mark: 60, night: null, drift: false, release: null };
  let release = null;
  let beat = null;
  let beatAt = Date.now();
  const readMark = () => {
    const mark = document.querySelector(".mb-beat");
    if (!mark || mark.dataset.beat === beat) return;
    beat = mark.dataset.beat;
    beatAt = Date.now();
    told = JSON.parse(mark.dataset.display);
    release ??= told.release;
  };

  // Turning: the time of day says whose turn it is, so that displays side by side show the same board. Boards that are
  // not seen are not laid out; the next one is, before its turn, and the last one until it is covered.
  let step = 0;
  let steppedAt = 0;
  let turnedAt = 0;
  const whoseTurn = (at) => {
    const boards = told.boards;
    let rest = (at / SECOND) % boards.reduce((sum, [, seconds]) => sum + seconds, 0);
    const now = boards.findIndex(([, seconds]) => (rest -= seconds) < 0);
    return boards[(((now + step) % boards.length) + boards.length) % boards.length][0];
  };
  const turn = () => {
    if (!told.boards.length) return;
    if (step && Date.now() - steppedAt > HELD) step = 0;
    const now = whoseTurn(Date.now());
    flag("next", whoseTurn(Date.now() + LAID_OUT_BEFORE));
    if (now !== root.dataset.board && isReady(now)) {
      flag("last", root.dataset.board ?? null);
      flag("board", now);
      turnedAt = Date.now();
    } else if (Date.now() - turnedAt > COVERED_AFTER) {
      flag("last", null);
    }
  };
  const isReady = (name) => document.querySelector(`.st-key-board_${CSS.escape(name)} .mb-tile`) !== null;
  addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || !onWall()) return;
    step += by;
    steppedAt = Date.now();
    turn();
  });

  // Numbers that changed. Only what is on the screen is remembered.
  let texts = new Map();
  const compare = () => {
    const found = new Map();
    for (const number of document.querySelectorAll(".st-key-wall [data-n]")) {
      const place = number.closest("[class*='st-key-board_']");
      const tile = number.closest("[data-tile]");
      const key = [place && place.className, tile && tile.dataset.tile, number.dataset.n].join("|");
      const text = number.textContent;
      const before = texts.get(key);
      const at = before && before.text !== text ? Date.now() : before ? before.at : 0;
      found.set(key, { text, at });
      const marked = Date.now() - at < told.mark * SECOND;
      if (marked !== number.hasAttribute("data-changed")) number.toggleAttribute("data-changed", marked);
    }
    if (found.size) texts = found;
  };

  // Silence: the last picture stays, and says since when. Once the server answers again the page comes back by itself,
  // and if it does not, it is loaded anew; never while nothing would answer, or the browser's own error page would stay.
  const silentBar = added("mb-silent");
  let askedAt = 0;
  let answersSince = null;
  const ask = async () => {
    if (Date.now() - askedAt < LOOK_AFTER) return;
    askedAt = Date.now();
    const answers = await isThere();
    answersSince = answers ? (answersSince ?? Date.now()) : null;
  };
  const isThere = async () => {
    try {
      const address = new URL("_stcore/health", location.origin + location.pathname);
      return (await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(5 * SECOND) })).ok;
    } catch {
      return false;
    }
  };
  const loadAnew = async () => {
    if (await isThere()) location.reload();
  };
  let saidSince = null;
  const watch = () => {
    // A server that reads its exports for the first time has no picture yet, and nothing to be silent about.
    const patience = beat === null ? FIRST_PICTURE : (told.missed * told.refresh + 2) * SECOND;
    const silent = Date.now() - beatAt > patience;
    flag("silent", silent ? "" : null);
    if (!silent) {
      answersSince = saidSince = null;
      return;
    }
    if (saidSince !== beatAt) {
      saidSince = beatAt;
      const at = new Date(beatAt);
      const today = at.toDateString() === new Date().toDateString();
      const day = today ? {} : { day: "numeric", month: "long" };
      const since = at.toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit" });
      silentBar.textContent = `\u25b2 No answer from the board since ${since}. These numbers may be old.`;
    }
    ask();
    if (answersSince && Date.now() - answersSince > RELOAD_AFTER) {
      answersSince = null;
      loadAnew();
    }
  };

  // A newer board on the server brings a newer page; and a page that stays open for weeks starts afresh once a night.
  const opened = Date.now();
  let leaving = false;
  const renew = () => {
    const isOld = Date.now() - opened > 20 * HOUR && new Date().getHours() === 3;
    const isReplaced = release !== null && told.release !== release;
    if (leaving || "silent" in root.dataset || !(isOld || isReplaced)) return;
    leaving = true;
    setTimeout(async () => { await loadAnew(); leaving = false; }, Math.random() * 5 * SECOND);
  };

  added("mb-night");
  let movedAt = 0;
  const night = () => {
    const [from, until, look] = told.night ?? [0, 0, null];
    const at = new Date().getHours() * 60 + new Date().getMinutes();
    const within = from <= until ? at >= from && at < until : at >= from || at < until;
    flag("night", within && Date.now() - movedAt > AWAKE ? look : null);
  };

  // Against burn-in: everything moves by a few pixels, so slowly that nobody sees it, and never out of the screen.
  const drift = () => {
    const minutes = told.drift ? Date.now() / SECOND / 60 : null;
    const place = (period) => (minutes === null ? "0" : (0.5 * Math.sin((2 * Math.PI * minutes) / period)).toFixed(3));
    root.style.setProperty("--drift-x", place(47));
    root.style.setProperty("--drift-y", place(61));
  };

  addEventListener("mousemove", () => { movedAt = Date.now(); });
  const still = () => flag("still", Date.now() - movedAt > 5 * SECOND ? "" : null);

  const tick = () => {
    if (!onWall()) {
      for (const name of ["silent", "night", "still"]) flag(name, null);
      beatAt = Date.now();
      return;
    }
    for (const work of [readMark, turn, compare, watch, renew, night, drift, still]) work();
  };
  setInterval(tick, SECOND);
  // A new picture is compared with the old one in the moment in which it comes.
  let soon = null;
  new MutationObserver(() => { soon ??= setTimeout(() => { soon = null; if (onWall()) compare(); }, 50); })
    .observe(document.body, { childList: true, subtree: true });
})();
