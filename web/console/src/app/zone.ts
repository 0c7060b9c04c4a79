// The clock that times are told by: as the officer chose on the account page, else the computer's.

// Asking the browser for it costs a millisecond, and every time on a screen is told in it.
const ofComputer = new Intl.DateTimeFormat().resolvedOptions().timeZone;
let chosen: string | null = null;

export function chooseZone(zone: string | null): void {
  chosen = zone;
}

/** IANA name. */
export function officerZone(): string {
  return chosen ?? ofComputer;
}
