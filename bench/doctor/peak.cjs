// Loaded before the program that is measured: its largest resident size, as the system counts it, in kB.
process.on('exit', () => {
  process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`);
});
