// Notes when a page that opens has its last number and its last chart on the screen, in milliseconds from its address on.
(() => {
  const NUMBERS = '.mb-tile, [data-testid="stMetricValue"]';
  const found = { number: null, chart: null };
  window.moneyboardOpening = found;
  let words = "";
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const look = () => {
    const texts = [...document.querySelectorAll(NUMBERS)].filter(isSeen).map((number) => number.textContent.trim());
    const now = texts.every(Boolean) ? texts.join("\n") : "";
    if (now && now !== words) {
      words = now;
      found.number = performance.now();
    }
    if (found.chart === null) {
      const charts = [...document.querySelectorAll(".mb-line svg")].filter(isSeen);
      if (charts.some((chart) => chart.getBoundingClientRect().width > 100)) found.chart = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
