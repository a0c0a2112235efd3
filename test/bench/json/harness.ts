/** The page's part of the measuring: the same for all. What ends in a picture is timed until that is drawn. */
export const harness = `
  globalThis.task = () => new Promise(done => { const port = new MessageChannel(); port.port1.onmessage = done; port.port2.postMessage(0); });
  globalThis.painted = () => new Promise(requestAnimationFrame).then(task);
  globalThis.until = async isTrue => {
    // Looks between all tasks: whoever looks once a frame finds what was there at its beginning only at its end.
    while (!isTrue()) await task();
    await painted();
  };
  // Texts and clicks come at any moment of a frame: whoever always begins behind one waits for a whole one.
  globalThis.momentIn = async partOfFrame => {
    await painted();
    for (const moment = performance.now() + partOfFrame * 1000 / 60; performance.now() < moment; ) await task();
    return performance.now();
  };
  globalThis.blocks = () => {
    const port = new MessageChannel(); let last = performance.now(), longest = 0, isOver = false;
    port.port1.onmessage = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (!isOver) port.port2.postMessage(0); };
    port.port2.postMessage(0);
    return () => { isOver = true; return Math.max(longest, performance.now() - last); };
  };
  globalThis.timed = async (act, isTrue, partOfFrame) => {
    const start = await momentIn(partOfFrame), end = blocks();
    act(); await until(isTrue);
    const ms = performance.now() - start;
    // What is put off until after the first picture stands in the way of the person all the same.
    for (let frame = 0; frame < 10; frame++) await painted();
    return { ms, block: end() };
  };
  globalThis.mounted = async partOfFrame => {
    let whole;
    const isReady = () => candidate.ready();
    const start = await momentIn(partOfFrame), end = blocks();
    candidate.mount(given); await until(isReady);
    const paint = performance.now() - start;
    if (candidate.whole && !candidate.whole()) await until(candidate.whole);
    else whole = paint;
    whole ??= performance.now() - start;
    for (let frame = 0; frame < 10; frame++) await painted();
    return { paint, whole, block: end() };
  };
  // The times at which the browser began its frames: one that was missed is missing.
  globalThis.scrolled = async element => {
    const frames = []; let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < 90; frame++) {
      element.scrollTop += 400;
      const now = await new Promise(requestAnimationFrame); frames.push(now - last); last = now;
    }
    return frames.sort((a, b) => a - b)[85];
  };
  globalThis.place = () => document.querySelector("main");
`;
