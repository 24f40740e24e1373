/** Sites and accounts of somebody's every day, and some that mean harm. */

export const LONG = 'Bartholomew-Featherstonehaugh-Cholmondeley.the.Third@correspondence.department.example';

export const HOSTILE = {
  markup: '<img src=x onerror=alert(1)><b>Bank</b>',
  override: 'moc.elpmaxe\u202Ekcatta@ada',
  invisible: 'a\u200Bd\u200Ba\u2060\uFEFF\u3164',
  lines: 'ada\n\n\nSigned in.\r\nPress Enter',
  endless: 'A'.repeat(10_000),
} as const;

type Everyday = {
  readonly host: string;
  readonly userName: string;
  readonly ago: number;
  readonly rpName: string;
};

export const EVERYDAY: readonly Everyday[] = [
  ['harbour.example', 'ada@lovelace.example', 0, 'Harbour'],
  ['login.northwind.example', 'ada', 1, 'Northwind Bank'],
  ['tideline.example', 'ada@lovelace.example', 2, 'Tideline'],
  ['quill.example', 'ada.lovelace', 3, 'Quill'],
  ['quill.example', 'analytical-engine', 9, 'Quill'],
  ['quill.example', 'press@lovelace.example', 44, 'Quill'],
  ['atlas.example', 'ada@lovelace.example', 5, 'Atlas Travel'],
  ['orchard.example', '+44 20 7946 0102', 12, 'Orchard'],
  ['mailbox.example', 'ada@mailbox.example', 20, 'Mailbox'],
  ['foundry.example', 'ada-l', 33, 'Foundry'],
  ['sprocket.example', 'ada@lovelace.example', 70, 'Sprocket'],
  ['meadow.example', 'Ada', 101, 'Meadow Health'],
  ['lumen.example', 'ada@lovelace.example', 180, 'Lumen Energy'],
  ['parcel.example', 'ada@lovelace.example', 260, 'Parcel'],
  ['kiosk.example', 'ada@lovelace.example', 400, 'Kiosk'],
  ['zenith.example', 'ada@lovelace.example', 800, 'Zenith'],
].map(([host, userName, ago, rpName]) => ({ host, userName, ago, rpName }) as Everyday);
