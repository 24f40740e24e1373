/**
 * The commonest choices of six characters or more that no pattern of simple-pins.ts covers. Gathered from public
 * counts: the most used passwords of leaks up to 2024 (SecLists, "Common-Credentials"), and the commonest
 * six-digit PINs (Markert and others, "This PIN Can Be Easily Guessed", IEEE S&P 2020). Lower case; compared
 * without the digits and marks that people add at the end.
 */
const COMMON = new Set(
  `
  142536 951753 5201314 1314520 7758521 314159 271828 141421 8675309 4815162342 102938 10203040 1029384756
  192837 123698 159632 246810 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3 q1w2e3r4 q1w2e3r4t5
  q1w2e3r4t5y6 1g2w3e4r 12qwaszx a1b2c3 a1b2c3d4 1a2b3c 1a2b3c4d qazwsxedc qweasdzxc qwaszx zxcasdqwe
  password passwort passw0rd p@ssword p@ssw0rd pa55word passord motdepasse contrasena contraseña senha123
  parola wachtwoord secret letmein changeme default welcome willkommen bienvenue bemvindo access
  administrator master superuser system testing guest123 computer internet samsung google facebook minecraft
  fortnite pokemon naruto starwars superman batman spiderman spider matrix gandalf trustno1 whatever nothing
  unknown hello123 hallo123 iloveyou iloveu loveyou loveme lovely lovers forever friends family tequiero
  teamomucho jetaime ichliebedich woaini sunshine princess princesa football baseball basketball softball
  soccer hockey futbol monkey dragon shadow hunter killer ranger knight phoenix thunder tigger flower
  butterfly purple orange yellow silver golden diamond cookie cheese chocolate banana summer winter spring
  autumn december freedom mother daddy123 babygirl playboy mustang ferrari mercedes porsche corvette harley
  yamaha liverpool arsenal chelsea barcelona juventus realmadrid bayern yankees cowboys lakers michael
  michelle jennifer jessica jordan joshua ashley daniel daniela danielle andrew andrea anthony amanda nicole
  matthew robert thomas george charlie william joseph jonathan justin samantha hannah taylor melissa
  elizabeth alexander benjamin victoria vanessa stephanie sebastian francesco alessandro fuckyou fuckme
  fuckoff asshole pussycat tinkle cambiami blink182 eminem nirvana metallica slipknot london newyork america
  germany deutschland france brasil mexico pakistan india123 angels heaven jesus123 jesuschrist christ
  blessed latchkey passkey passkeys
  `
    .trim()
    .split(/\s+/),
);

/** Words too short to be a PIN by themselves, that become one with digits added. */
const SHORT = new Set(
  'qwert qwerty admin hello hallo test love pass guest root user jesus angel india abcd asdf'.split(' '),
);

/** Whether a PIN (NFC) is among the commonest, capitals and up to four added digits or marks aside. */
export function isCommon(pin: string): boolean {
  const folded = pin.toLowerCase();
  const word = folded.replace(/[\d!?.*#$@]{1,4}$/, '');
  return COMMON.has(folded) || COMMON.has(word) || SHORT.has(word);
}
