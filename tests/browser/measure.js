// What is wrong with the wall as it stands on the screen: scrolling, tiles or texts outside their place, texts cut where
// no ellipsis is meant, and texts below 18 px at 1920.
() => {
  const found = { scrolls: false, cut: [], small: [], outside: [], overlapping: [] };
  const main = document.querySelector(".stMain");
  const root = document.documentElement;
  const overflows = (element) =>
    element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
  const leaves = (box, bounds) =>
    box.left < bounds.left - 1 || box.top < bounds.top - 1 || box.right > bounds.right + 1 || box.bottom > bounds.bottom + 1;
  found.scrolls = overflows(main) || root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1;

  const tiles = [...document.querySelectorAll(".mb-tile, .st-key-path, .mb-top")];
  const boxes = tiles.map((tile) => tile.getBoundingClientRect());
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  boxes.forEach((box, i) => {
    if (leaves(box, screen)) found.outside.push(tiles[i].className);
    boxes.slice(i + 1).forEach((other) => {
      const across = box.left < other.right - 1 && other.left < box.right - 1;
      if (across && box.top < other.bottom - 1 && other.top < box.bottom - 1) found.overlapping.push(tiles[i].className);
    });
  });

  for (const tile of tiles) {
    const bounds = tile.getBoundingClientRect();
    if (overflows(tile)) found.cut.push(`${tile.dataset.tile || tile.className}: more than fits`);
    for (const element of tile.querySelectorAll("*")) {
      const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (!text || element.closest(".stPlotlyChart")) continue;
      const style = getComputedStyle(element);
      if (parseFloat(style.fontSize) < (18 * innerWidth) / 1920 - 0.05)
        found.small.push(`${element.textContent} ${style.fontSize}`);
      if (style.textOverflow === "ellipsis") continue;
      if (style.display !== "inline" && element.scrollWidth > element.clientWidth + 1) found.cut.push(element.textContent);
      const range = document.createRange();
      range.selectNodeContents(element);
      if (leaves(range.getBoundingClientRect(), bounds)) found.outside.push(element.textContent);
    }
  }
  return found;
}
