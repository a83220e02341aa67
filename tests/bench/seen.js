// Notes what a wall shows: how often the board changed, and each version with its moment and whether a number changed.
(() => {
  const seen = { boards: 0, versions: [] };
  window.moneyboardSeen = () => ({ boards: seen.boards, versions: seen.versions.splice(0) });
  let board, version, numbers;
  const look = () => {
    const shown = document.documentElement?.dataset.board;
    if (shown !== board) {
      board = shown;
      seen.boards += 1;
    }
    const beat = document.querySelector(".mb-beat");
    if (!beat || beat.dataset.version === version) return;
    version = beat.dataset.version;
    const before = numbers;
    numbers = [...document.querySelectorAll(".mb-tile")].map((tile) => tile.textContent).join("\n");
    seen.versions.push({ name: version, at: Date.now() / 1000, changed: numbers !== before });
  };
  const attributeFilter = ["data-board", "data-version"];
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter });
})();
