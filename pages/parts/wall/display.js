// The wall keeps its last picture when the server hangs or the network is gone, and looks as if all were well.
// So this looks at the mark that changes with every refresh, and says so in red when it no longer does.
(() => {
  if (window.moneyboardWatchdog) return;
  window.moneyboardWatchdog = true;
  const silentAfter = SILENT_SECONDS * 1000;
  const bar = document.createElement("div");
  bar.id = "mb-silent";
  bar.setAttribute("role", "alert");
  bar.style.cssText =
    "position:fixed;left:0;right:0;bottom:0;z-index:2147483647;display:none;background:#c62828;color:#fff;" +
    "font:600 max(1.4vw,16px)/1.3 Inter,system-ui,sans-serif;padding:.7em 1em;text-align:center";
  document.body.appendChild(bar);
  let last = null;
  let lastAt = Date.now();
  const opened = Date.now();
  const onWall = () => new URLSearchParams(location.search).get("wall") === "1";
  setInterval(() => {
    const mark = document.querySelector(".mb-beat");
    const beat = mark ? mark.dataset.beat : null;
    if (beat !== null && beat !== last) {
      last = beat;
      lastAt = Date.now();
    }
    const silent = onWall() && Date.now() - lastAt > silentAfter;
    if (silent) {
      const since = new Date(lastAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      bar.textContent = "\u25b2 No answer from the board since " + since + ". These numbers may be old.";
    }
    bar.style.display = silent ? "block" : "none";
    // A page that stays open for weeks starts afresh once a night, when all is well.
    if (onWall() && !silent && Date.now() - opened > 20 * 3600e3 && new Date().getHours() === 3) location.reload();
  }, 1000);
  let still = null;
  const wake = () => {
    document.documentElement.style.cursor = "";
    clearTimeout(still);
    still = setTimeout(() => { if (onWall()) document.documentElement.style.cursor = "none"; }, 5000);
  };
  addEventListener("mousemove", wake);
  wake();
})();
