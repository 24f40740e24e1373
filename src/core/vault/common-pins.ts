/**
 * The commonest choices of six characters or more that no pattern of simple-pins.ts covers. Gathered from public
 * counts: the most used passwords of leaks up to 2024 (SecLists, "Common-Credentials"), and the commonest
 * six-digit PINs (Markert and others, "This PIN Can Be Easily Guessed", IEEE S&P 2020). Lower case; compared
 * without the digits and marks that people add at the end.
 */
const COMMON = new Set(
  `
  159753 102030 123654 123456123 654123 142536 147852 258456 456852 753951 951753 963852 696969 520520 5201314
  1314520 7758521 147369 112358 314159 271828 141421 8675309 4815162342 007007 102938 10203040 1029384756
  192837 110110 911911 420420 123698 125125 135246 159632 246810 321654 456123 789123 852456 987123
  1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 1g2w3e4r 1qazxsw2 zaq12wsx
  zaq1xsw2 12qwaszx 1234qwer qwer1234 asdf1234 abcd1234 123qwe qwe123 123abc a1b2c3 a1b2c3d4 1a2b3c 1a2b3c4d
  qazwsx qazxsw qazwsxedc qweasd qweasdzxc qwaszx zxcasdqwe asdasd asdfasdf qweqwe
  password passwort passw0rd p@ssword p@ssw0rd pa55word passord motdepasse contrasena contraseña senha senha123
  parola haslo wachtwoord secret letmein changeme default welcome willkommen bienvenue bemvindo access admin
  administrator master superuser system testing testtest guest123 computer internet samsung google facebook
  minecraft fortnite pokemon naruto starwars superman batman spiderman spider matrix gandalf trustno1 whatever
  nothing unknown hello123 hallo123 iloveyou iloveu loveyou loveme lovely lovers forever friends family teamo
  tequiero teamomucho jetaime ichliebedich woaini sunshine princess princesa football baseball basketball
  softball soccer hockey futbol monkey dragon shadow hunter killer ranger knight phoenix thunder tigger flower
  butterfly purple orange yellow silver golden diamond cookie cheese chocolate banana summer winter spring
  autumn december freedom mother daddy123 babygirl playboy mustang ferrari mercedes porsche corvette harley
  yamaha liverpool arsenal chelsea barcelona juventus realmadrid bayern yankees cowboys lakers michael michelle
  jennifer jessica jordan joshua ashley daniel daniela danielle andrew andrea anthony amanda nicole matthew
  robert thomas george charlie william joseph jonathan justin samantha hannah taylor melissa elizabeth alexander
  benjamin victoria vanessa stephanie sebastian francesco alessandro fuckyou fuckme fuckoff asshole pussycat
  tinkle cambiami blink182 eminem nirvana metallica slipknot london newyork america germany deutschland france
  brasil mexico pakistan india123 angels heaven jesus123 jesuschrist christ blessed latchkey passkey passkeys
  `
    .trim()
    .split(/\s+/),
);

/** Whether a PIN (NFC) is among the commonest, capitals and added digits aside. */
export function isCommon(pin: string): boolean {
  const folded = pin.toLowerCase();
  if (COMMON.has(folded)) return true;
  const word = folded.replace(/[\d!?.*#$@]+$/, '');
  return folded.length - word.length <= 4 && word.length > 0 && isWord(word);
}

/** Digits alone are no word: 123456 added to nothing stays what it is. */
function isWord(text: string): boolean {
  return COMMON.has(text) || SHORT.has(text);
}

/** Words too short to be a PIN by themselves, that become one with digits added. */
const SHORT = new Set(
  'qwert qwerty admin hello hallo test love pass guest root user jesus angel india abcd asdf'.split(' '),
);
