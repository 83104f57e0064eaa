/** Short forms and what they are short for, as people in Britain use them. A form may stand in several lines. */
const families = `
abigail abby abi gail
abdul abdel abdullah
adam addy
agnes aggie nessa
alan allan allen al
albert bert bertie al
alexander alex alec sandy al xander
alexandra alex sandra lexi sasha
alfred alf alfie fred
alice ally
alison ali ally
amanda mandy
andrew andy drew
angela angie
anne ann anna annie nan nancy
anthony antony tony
antonia toni
archibald archie
arthur art artie
augustus gus
barbara babs barb
barnaby barney
bartholomew bart
beatrice bea trixie
benjamin ben benny benji
bernard bernie
bridget bridie biddy
bronwen bron
cameron cam
caroline carrie caz lyn
catherine katherine kathryn cath cathy kate katie kath kathy kay kitty
cecilia cissie celia
charles charlie chas chuck
charlotte charlie lottie
christina christine chris chrissie tina
christopher chris kit
clarence clarrie
claudia claude
clifford cliff
constance connie
cornelius neil con
cynthia cindy
dafydd david dai taff
daniel dan danny
david dave davey
deborah debra deb debbie
denis dennis den
derek del
dominic dom
donald don donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie ned ted teddy
edwin ed eddie
eleanor ellen nell nellie ellie
elizabeth liz lizzie beth betty bet bess eliza elsie libby lisa
emily em emmy
emma em
enid
eric rick
ernest ernie
esther hester hetty
eugene gene
eunice
felicity fliss flick
florence flo florrie flossie
frances fran francie frankie
francis frank frankie
frederick fred freddie
gabriel gabe
gareth gaz gary
genevieve gen ginny
geoffrey jeffrey geoff jeff
george georgie
georgina georgie gina
gerald gerry jerry
gerard ged gerry
gertrude gertie trudy
gillian gill jill
glenda glen
graham graeme
gregory greg
gwendolen gwen
harold harry hal
harriet hattie harrie
helen nell nellie lena
henry harry hal hank
herbert bert herb
hilary hilly
howard howie
hubert bert
hugh huw hughie
ian iain
imogen immy
isabel isobel isabella bella izzy
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie
jane janey jenny
janet jan
jasmine jas jazz
jean jeannie
jennifer jen jenny
jeremy jez jerry
jessica jess jessie
joan joanie
joanna joanne jo
john jack johnny jon
jonathan jon jonny
joseph joe joey
josephine jo josie
joshua josh
joyce joy
judith judy jude
julia julie jules
julian jules
katarzyna kasia
kenneth ken kenny
kevin kev
kimberley kim
laura laurie
lawrence laurence larry laurie loz
leonard len lenny leo
leslie lesley les
lewis louis lou lewie
lillian lily lil
louisa louise lou
lucy lucie lulu
lynda linda lyn
madeleine maddie
magdalena magda maggie
malcolm mal
marcus mark marc
margaret maggie meg megan peggy madge marge margie greta rita daisy
maria mary marie mia
marjorie marge madge
martha mattie marty
martin marty
mary molly polly may mamie
matilda tilly maud
matthew matt matty
maurice morris mo
maximilian max
melanie mel
melissa mel lissa
michael mick mike mickey
michelle shell
mildred millie
miriam mim mitzi
mohammed mohamed muhammad mohammad mo
monica mon
morgan mo
natalie nat
natasha tasha
nathan nathaniel nate nat
nicholas nicolas nick nicky
nicola nicky nikki
nigel nige
olive olivia liv livvy ollie
oliver ollie
oswald oz ozzie
pamela pam
patricia pat patsy tricia trish
patrick pat paddy
paul paulie
pauline polly
penelope penny
peter pete
philip phillip phil pip
philippa pippa pip
phyllis phyl
priscilla cilla
prudence pru
rachel rach rae
raymond ray
rebecca becky becca
reginald reg reggie
rhiannon rhi
richard dick rick ricky rich richie
robert bob bobby rob robbie bert
roderick rod
rodney rod
roger rog
roland roly
ronald ron ronnie
rosalind ros
rosemary rose rosie romy
rupert rue
ruth ruthie
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sara sal sally sadie
sebastian seb
sharon shaz
sheila shelagh
shirley shirl
sidney syd sid
siobhan chevonne
simon si
sophia sophie
stanley stan
stephanie steph
stephen steven steve
stuart stewart stu
susan suzanne susannah sue susie suzy
sylvia silvie
sylvester sly
terence terrance terry
theodore theo ted teddy
theresa teresa tess terry
thomas tom tommy
timothy tim
tobias toby
valerie val
veronica ronnie
victor vic
victoria vicky tori vick
vincent vince vinnie
violet vi
virginia ginny
vivian viv
walter wally walt
wendy wen
wilfred wilf
wilhelmina mina minnie
william bill billy will willie liam
winifred win winnie
yvonne von
zachary zac zach
`.trim().split('\n').map((line) => line.split(' '));

const byForm = new Map<string, Set<string>>();
for (const family of families) for (const form of family) byForm.set(form, new Set([...byForm.get(form) ?? [], ...family]));

/** Every other form of a given name in lower case; none where it has none. */
export const nicknamesOf = (name: string): string[] => [...byForm.get(name) ?? []].filter((form) => form !== name);
