/** Prints rows without jest's own printing, which adds a stack to every line. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const lines = rows.map((row) => Object.values(row).join(' | '));
  process.stdout.write(
    `\n${title} (${Object.keys(rows[0] ?? {}).join(' | ')}):\n${lines.join('\n')}\n`,
  );
}
