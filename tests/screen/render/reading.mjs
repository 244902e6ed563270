/**
 * What can be seen, read inside the page: every row of text with its place in pixels, and how much of the ring is full.
 * `cut` says that a part of the row is outside the screen, its own box, or a box that hides what is outside it.
 */
export function read() {
  const view = document.getElementById("view");
  const screen = view.getBoundingClientRect();
  const SLACK = 3;

  const outside = (box, frame) =>
    box.left < frame.left - SLACK ||
    box.right > frame.right + SLACK ||
    box.top < frame.top - SLACK ||
    box.bottom > frame.bottom + SLACK;

  const outsideTheCircle = (box) => {
    const radius = screen.width / 2;
    const corners = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => [x, y]));
    return corners.some(([x, y]) => Math.hypot(x - screen.left - radius, y - screen.top - radius) > radius);
  };

  const ancestors = (node) => {
    const found = [];
    for (let each = node.parentElement; each && each !== view; each = each.parentElement) found.push(each);
    return found;
  };

  const isSeen = (elements) =>
    elements.every((element) => {
      const { display, visibility, opacity } = getComputedStyle(element);
      return display !== "none" && visibility !== "hidden" && opacity !== "0";
    });

  // A row's box is as high as its letters: the browser's is as high as the typeface allows.
  const letters = (box) => {
    const rim = box.height * 0.12;
    return { left: box.left, right: box.right, top: box.top + rim, bottom: box.bottom - rim };
  };

  // The rows a text runs over, without the spaces at their ends.
  const rowsOf = (node) => {
    const rows = new Map();
    for (const { index, 0: word } of node.textContent.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      for (const { left, right, top, bottom, height } of range.getClientRects()) {
        const row = rows.get(Math.round(top)) ?? { left, right, top, bottom, height };
        rows.set(Math.round(top), { ...row, left: Math.min(row.left, left), right: Math.max(row.right, right) });
      }
    }
    return [...rows.values()];
  };

  const texts = [];
  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const elements = ancestors(node);
    if (!node.textContent.trim() || !isSeen(elements)) continue;
    const own = elements.find((element) => element.id);
    const hiding = elements.filter((element) => getComputedStyle(element).overflow === "hidden");
    for (const box of rowsOf(node).map(letters)) {
      texts.push({
        text: node.textContent,
        left: box.left - screen.left,
        top: box.top - screen.top,
        right: box.right - screen.left,
        bottom: box.bottom - screen.top,
        height: parseFloat(getComputedStyle(node.parentElement).fontSize),
        cut:
          [own, view, ...hiding].some((frame) => outside(box, frame.getBoundingClientRect())) ||
          (view.dataset.shape === "ROUND" && outsideTheCircle(box)),
      });
    }
  }

  const ring = [...view.querySelectorAll("path")].find((path) => path.getAttribute("stroke-dasharray"));
  return { texts, ring: ring ? Number(ring.getAttribute("stroke-dashoffset")) : null };
}
