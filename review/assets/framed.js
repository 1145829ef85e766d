// A document inside of another page, which has its PDF: that page draws the pictures that this one asks for, and comes back when
// this one is left. The two talk by messages: pages that were opened from the file system may not look into each other.

const outer = JSON.parse(window.name || "{}"); // what the outer page tells: language and theme
if (outer.language) language = outer.language;
setTheme(outer.theme);

const asked = new Map(); // by page: those who wait for its picture
addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  const waiting = asked.get(data.page) || [];
  asked.delete(data.page);
  for (const { resolve, reject } of waiting) data.bitmap ? resolve(data) : reject();
});

// askPicture gives the bitmap of a page, and how many of its texts have another font than the file asks for, or are missing.
function askPicture(page) {
  return new Promise((resolve, reject) => {
    if (!asked.has(page)) asked.set(page, []);
    asked.get(page).push({ resolve, reject });
    parent.postMessage({ page }, "*");
  });
}

// leave goes back to the outer page, with what was switched here.
function leave() {
  parent.postMessage({ leave: true, language, theme: document.documentElement.dataset.theme || "" }, "*");
}
