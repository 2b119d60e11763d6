// Stands in for @vscode/spdlog, which is a native module: a logger that appends to its file.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];
let defaultLevel = 2;

class Logger {
  constructor(_type, name, file) {
    this.name = name;
    this.file = file;
    this.level = defaultLevel;
    this.pattern = true;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level < this.level) return;
    const line = this.pattern ? `${new Date().toISOString()} [${LEVELS[level]}] ${message}\n` : `${message}`;
    fs.appendFileSync(this.file, line);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.pattern = false;
  }
  flush() {}
  drop() {}
}
LEVELS.slice(0, -1).forEach((name, level) => {
  Logger.prototype[name] = function log(message) {
    this.write(level, message);
  };
});

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating_async', name, file);
