// The worker that runs the program itself, behind worker.js and Go's own script.

async function begin(module) {
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.run(instance).then(() => postMessage({ died: "the program ended" })); // a panic, or no memory
  const memory = () => instance.exports.mem.buffer.byteLength;
  const ask = (what, ...values) => new Promise((done, failed) => yusuan[what](...values, done, failed));
  return {
    async extract([name, data, password], tell) {
      const value = await ask("extract", name, data, password, (page, pages) => tell({ page, pages }));
      return { value, transfer: [value.document.buffer], memory: memory() };
    },
    async page([data, sizes]) {
      const value = await ask("page", data, JSON.stringify(sizes));
      return { value, transfer: [value.buffer], memory: memory() };
    },
    async workbook([data, language]) {
      const value = await ask("workbook", data, language);
      return { value, transfer: [value.buffer], memory: memory() };
    },
  };
}
