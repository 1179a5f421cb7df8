/** Prints rows for people to read, past jest's own way of printing, which puts a stack under every line. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const lines = rows.map((row) => Object.values(row).join(' | '));
  process.stdout.write(
    `\n${title} (${Object.keys(rows[0] ?? {}).join(' | ')}):\n${lines.join('\n')}\n`,
  );
}
