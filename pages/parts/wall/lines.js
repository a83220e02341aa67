// Draws the lines of the wall from the points that the server sends: its HTML may hold no drawings. It happens before the
// browser paints, so that a new picture never lacks its line, and costs nothing to load.
(() => {
  if (window.moneyboardLines) return;
  window.moneyboardLines = true;
  // Written so that no tag stands in this text: Streamlit drops a script that holds one.
  const tag = (name, attributes, inner = "") => `\u003c${name} ${attributes}>${inner}\u003c/${name}>`;
  const shapes = { band: "polygon", reserve: "polyline", likely: "polyline" };
  const draw = (place) => {
    if (place.querySelector("svg")) return;
    const drawn = Object.entries(shapes).map(([name, shape]) => {
      const points = (place.dataset[name] || "").replace(/[^\d., -]/g, "");
      return tag(shape, `class="mb-${name}" points="${points}"`);
    });
    const box = place.dataset.box.replace(/[^\d. ]/g, "");
    const attributes = `viewBox="${box}" preserveAspectRatio="none" aria-hidden="true"`;
    place.insertAdjacentHTML("afterbegin", tag("svg", attributes, drawn.join("")));
  };
  const drawAll = () => document.querySelectorAll(".mb-line[data-box]").forEach(draw);
  new MutationObserver(drawAll).observe(document.body, { childList: true, subtree: true });
  drawAll();
})();
