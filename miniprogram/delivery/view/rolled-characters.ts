/** Character of a figure that rolls. */
export interface RolledCharacter {
  /** Differs from that of the character before at the same place: a new node is drawn. */
  readonly key: string;
  readonly character: string;
  /** True for a character that has taken the place of another one, and rolls in. */
  readonly isNew: boolean;
}

/**
 * Splits a figure into its characters, of which those that have changed roll in. Places count from
 * the right, so that `9:59` and `10:00` share theirs.
 *
 * @param before figure on show; empty when there is none, then nothing rolls
 */
export function rolledCharacters(figure: string, before: string): readonly RolledCharacter[] {
  return Array.from(figure).map((character, index) => {
    const place = figure.length - index;
    const isNew = before !== '' && before[before.length - place] !== character;
    return { key: `${place}${character}`, character, isNew };
  });
}
