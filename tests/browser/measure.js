// What is wrong with the boards of a wall as they stand on the screen, the hidden ones too: scrolling, tiles or texts
// outside their place, texts cut where no ellipsis is meant, texts too small for the screen, texts too faint to read.
() => {
  const found = { scrolls: false, cut: [], small: [], outside: [], overlapping: [], faint: [] };
  const root = document.documentElement;
  const upright = innerHeight > innerWidth;
  const unit = upright ? Math.min(1.6 * innerWidth, 0.9 * innerHeight) / 100 : Math.min(innerWidth, 1.7778 * innerHeight) / 100;
  const overflows = (element) =>
    element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
  const leaves = (box, bounds) =>
    box.left < bounds.left - 1 || box.top < bounds.top - 1 || box.right > bounds.right + 1 || box.bottom > bounds.bottom + 1;

  const channels = (colour) => {
    const numbers = (colour.match(/[-\d.]+/g) || []).map(Number);
    return colour.startsWith("color(") ? [...numbers.slice(0, 3), numbers[3] ?? 1] : [...numbers.slice(0, 3).map((part) => part / 255), numbers[3] ?? 1];
  };
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      if (channels(style.backgroundColor)[3] === 1) return style.backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (element) => {
    const ground = behind(element);
    if (ground === null) return 21;
    const [light, dark] = [luminance(getComputedStyle(element).color), luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };

  found.scrolls = root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1;
  for (const scroller of document.querySelectorAll(".stMain")) found.scrolls ||= overflows(scroller);

  for (const board of document.querySelectorAll("[class*='st-key-board_']")) {
    const name = [...board.classList].find((css) => css.startsWith("st-key-board_")).slice(13);
    const say = (kind, words) => found[kind].push(`${name}: ${words}`);
    const screen = board.getBoundingClientRect();
    const tiles = [...board.querySelectorAll(".mb-tile, .mb-top")];
    const boxes = tiles.map((tile) => tile.getBoundingClientRect());
    boxes.forEach((box, i) => {
      if (leaves(box, screen)) say("outside", tiles[i].className);
      boxes.slice(i + 1).forEach((other) => {
        const across = box.left < other.right - 1 && other.left < box.right - 1;
        if (across && box.top < other.bottom - 1 && other.top < box.bottom - 1) say("overlapping", tiles[i].className);
      });
    });
    for (const tile of tiles) {
      const bounds = tile.getBoundingClientRect();
      if (overflows(tile)) say("cut", `${tile.dataset.tile || tile.className}: more than fits`);
      for (const element of tile.querySelectorAll("*")) {
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        const hidden = !element.getClientRects().length;
        if (!text || hidden) continue;
        const style = getComputedStyle(element);
        if (parseFloat(style.fontSize) < 0.93 * unit) say("small", `${element.textContent} ${style.fontSize}`);
        if (contrast(element) < 4.5) say("faint", `${element.textContent} ${contrast(element).toFixed(2)}`);
        if (style.textOverflow === "ellipsis") continue;
        if (style.display !== "inline" && element.scrollWidth > element.clientWidth + 1) say("cut", element.textContent);
        const range = document.createRange();
        range.selectNodeContents(element);
        if (leaves(range.getBoundingClientRect(), bounds)) say("outside", element.textContent);
      }
    }
  }
  return found;
}
