// The clock that times are told by: as the officer chose on the account page, else the computer's.

let chosen: string | null = null;

export function chooseZone(zone: string | null): void {
  chosen = zone;
}

/** IANA name. */
export function officerZone(): string {
  return chosen ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
