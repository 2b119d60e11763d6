// Stands in for @vscode/native-watchdog, which is a native module: ends the process once its parent has gone.
exports.start = (parent) => {
  if (typeof parent !== 'number' || Math.round(parent) !== parent) throw new Error('Expected integer pid!');
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 3000);
  timer.unref();
};
exports.exit = (code) => process.exit(code ?? 0);
