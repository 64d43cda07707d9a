/**
 * Words of translated Windows tools, where the shape of a line does not tell what it means. German, English, French,
 * Spanish, Italian, Portuguese, Dutch, Swedish, Polish, Czech, Russian; letters beyond ASCII are a dot, since a code
 * page may have made anything of them.
 */
export const gatewayWord =
  /gateway|passerelle|puerta de enlace|brama|v.choz. br.na|шлюз|ゲートウェイ|默认网关|預設閘道|기본 게이트웨이/i;

/** `Media State`, of an adapter without a cable, and of nothing else. */
export const mediaStateWord =
  /^(?:media ?state|medienstatus|statut du m.{1,2}dia|estado de los medios|stato supporto|estado da m.{1,2}dia|mediumstatus|medietillst|stan no.{1,3}nika|stav m.{1,3}dia|состояние среды|メディアの状態)/i;

/** What stands before the name of the connection in a heading of ipconfig; the longest come first. */
export const adapterWords: readonly RegExp[] = [
  /^(?:ethernet|wireless lan|tunnel|ppp|token ring|unknown|mobile broadband|bluetooth) adapter /i,
  /^(?:ethernet|drahtlos-lan|wlan|tunnel|ppp|mobiler breitband)[- ]?adapter /i,
  /^carte (?:r.{1,2}seau sans fil|ethernet|tunnel|inconnue?|ppp) /i,
  /^adaptador (?:de ethernet|de lan inal.{1,2}mbrica|de t.{1,2}nel|ethernet|de rede sem fio|de rede ethernet|de t.{1,2}nel|ppp|desconocido) /i,
  /^adaptador /i,
  /^scheda (?:ethernet|lan wireless|tunnel|ppp) /i,
  /^(?:ethernet|draadloos lan|tunnel|ppp)-adapter /i,
  /^(?:ethernet|tr.{1,2}dl.{1,2}st n.{1,2}tverk|tunnel)skort /i,
  /^karta (?:ethernet|bezprzewodowej sieci lan|tunelowa) /i,
  /^(?:адаптер (?:ethernet|беспроводной локальной сети|ppp)|туннельный адаптер) /i,
  /^(?:イーサネット アダプター|トンネル アダプター|Wireless LAN adapter) /i,
];

/** The type column of `arp -a` begins with it. */
export const arpTypes: readonly (readonly [RegExp, string])[] = [
  [/^(?:dyn|din|дин|動|动)/i, 'dynamic'],
  [/^(?:stat|st.{1,2}t|est.{1,2}t|стат|静|靜)/i, 'static'],
  [/^(?:inval|ung.{1,2}lt|non val|no v|неправ)/i, 'invalid'],
];
