"""First names and towns, to tell « tickets de karim » (a colleague) from « hôtel de Lyon » (a place) and « facture de Castorama » (a firm).

First names that are also words of the language (Pierre, Rose, Claire …) are left out: they count only with a capital. Folded,
from common usage in France, the Maghreb and West Africa.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """adama adrien agnes ahmed aicha alain alexandre alexandra ali alice amadou amelie amina amine anais andre anissa anne antoine
    anthony antonin arnaud arthur asma aurelie aurelien awa aymeric baptiste bastien benjamin benoit bernard bertrand boubacar bruno
    camille carole caroline catherine cecile cedric celine chantal charlotte cheikh chloe christelle christian christine christophe
    clement corinne cyril dalila damien daniel david delphine denis didier djamel dominique dorothee elena elise elodie emilie
    emma emmanuel emmanuelle eric estelle ester etienne eva fabien fabrice fanny farid fatima fatou fatoumata florent francois
    francoise frederic gabriel gael gaelle genevieve georges gerard gilles gregory guillaume habib hakim hamza hassan helene henri
    herve hicham hugo ibrahim ibrahima ines isabelle ismael jacques jamal james jean jeanne jennifer jeremy jerome jessica joel john
    jonathan josephine judith jules julie julien juliette justine kader kamel karen karim karima karine kevin khadija khaled laetitia
    laila lamine laura laure laurence laurent lea leila leo lina lionel lisa louis louise loic luc lucas lucie ludovic lydia
    maeva malika mamadou manon marc marcel margaux maria mariam mariama marianne marie marina marine marion marius martine mary
    mathieu mathilde matthieu maxime mehdi melanie michael michel michele mohamed mohammed moussa mourad myriam nabil nacer nadege
    nadia nadine naima nassim natacha nathalie nathan nicolas noemie noureddine odile olivia omar ophelie oumar ousmane pascal
    pascale patrice patricia patrick pauline peter philippe quentin rachid rachida raphael rania remi richard robert robin romain
    romane ryad sabine sabrina said salim salima salma sami samia samir samira samuel sandra sandrine sarah sebastien selim severine
    simon sofia sofiane sonia sophie stephane stephanie steve sylvain sylvie tanguy tarik tatiana theo therese thibault thibaut
    thierry thomas tom valentin valentine valerie vanessa veronique victor victoire vincent virginie wafa walid xavier yacine
    yann yannick yasmina yasmine yassine yohan yousra youssef yves yvette zahra zineb zoe""".split()
)

TOWNS = frozenset(
    """abidjan agadir aix ajaccio alger amiens angers annaba annecy arras avignon barcelone bayonne berlin besancon biarritz blida
    bordeaux boulogne bourges brest brive bruxelles caen calais cannes casablanca chambery clermont colmar constantine cotonou creteil
    dakar dijon dunkerque evry fes geneve grenoble lausanne laval lens lille limoges lisbonne londres london lorient lyon madrid
    marrakech marseille meknes metz milan monaco montauban montpellier montreuil mulhouse nancy nanterre nantes narbonne nice nimes
    niort oran orleans orly ouagadougou oujda paris pau perpignan poitiers quimper rabat reims rennes roissy roubaix rouen saint-denis
    saint-etienne saint-malo setif strasbourg tanger tarbes tlemcen toulon toulouse tours troyes tunis valence valenciennes vannes
    versailles villeurbanne
    bamako batna bechar bejaia biskra bizerte bobo-dioulasso bouake bouira brazzaville conakry diourbel djelfa douala gabes ghardaia
    jijel kairouan kaolack kenitra kinshasa korhogo libreville lome louga matam mbour medea monastir mostaganem nador niamey ouargla
    pikine porto-novo rufisque safi saint-louis sale san-pedro sfax skikda sousse tambacounda tetouan thies tizi-ouzou touba yamoussoukro
    yaounde ziguinchor""".split()
)
