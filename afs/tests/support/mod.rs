//! Every procedure of the package, for what is to be tried with each of them.

#![allow(dead_code, reason = "each test file is its own crate and uses a part")]

use rxrpc_afs::rxrpc_xdr::{Decode, Encode, Procedure};
use std::fmt::Debug;

/// What every argument and result can do.
#[cfg(not(feature = "serde"))]
pub(crate) trait Value: Decode + Encode + Debug + PartialEq {}
#[cfg(not(feature = "serde"))]
impl<T: Decode + Encode + Debug + PartialEq> Value for T {}

#[cfg(feature = "serde")]
use rxrpc_afs::rxrpc_xdr::serde::{Serialize, de::DeserializeOwned};
/// What every argument and result can do.
#[cfg(feature = "serde")]
pub(crate) trait Value:
    Decode + Encode + Debug + PartialEq + Serialize + DeserializeOwned
{
}
#[cfg(feature = "serde")]
impl<T: Decode + Encode + Debug + PartialEq + Serialize + DeserializeOwned> Value for T {}

/// Something to be done with each procedure.
pub(crate) trait Visit {
    /// Does it.
    fn visit<P: Procedure + Value>(&mut self)
    where
        P::Reply: Value;
}

macro_rules! procedures {
    ($($module:ident { $($arguments:ident,)+ })+) => {
        /// Visits all of them.
        pub(crate) fn each_procedure(visitor: &mut impl Visit) {
            $($(visitor.visit::<rxrpc_afs::$module::$arguments>();)+)+
        }
    };
}

procedures! {
    bos {
        BozoCreateBnodeRequest,
        BozoDeleteBnodeRequest,
        BozoSetStatusRequest,
        BozoGetStatusRequest,
        BozoEnumerateInstanceRequest,
        BozoGetInstanceInfoRequest,
        BozoGetInstanceParmRequest,
        BozoAddSUserRequest,
        BozoDeleteSUserRequest,
        BozoListSUsersRequest,
        BozoListKeysRequest,
        BozoGetCellNameRequest,
        BozoGetCellHostRequest,
        BozoSetTStatusRequest,
        BozoShutdownAllRequest,
        BozoRestartAllRequest,
        BozoStartupAllRequest,
        BozoRestartRequest,
        BozoInstallRequest,
        BozoGetDatesRequest,
        BozoExecRequest,
        BozoSetRestartTimeRequest,
        BozoGetRestartTimeRequest,
        BozoGetLogRequest,
        BozoWaitAllRequest,
        BozoGetInstanceStringsRequest,
        BozoGetRestrictedModeRequest,
        BozoSetRestrictedModeRequest,
    }
    fs {
        RxafsFetchDataRequest,
        RxafsFetchAclRequest,
        RxafsFetchStatusRequest,
        RxafsStoreDataRequest,
        RxafsOldStoreAclRequest,
        RxafsStoreStatusRequest,
        RxafsRemoveFileRequest,
        RxafsCreateFileRequest,
        RxafsRenameRequest,
        RxafsSymlinkRequest,
        RxafsLinkRequest,
        RxafsMakeDirRequest,
        RxafsRemoveDirRequest,
        RxafsGetStatisticsRequest,
        RxafsGiveUpCallBacksRequest,
        RxafsGetVolumeInfoRequest,
        RxafsGetVolumeStatusRequest,
        RxafsSetVolumeStatusRequest,
        RxafsGetRootVolumeRequest,
        RxafsGetTimeRequest,
        RxafsBulkStatusRequest,
        RxafsSetLockRequest,
        RxafsExtendLockRequest,
        RxafsReleaseLockRequest,
        RxafsXStatsVersionRequest,
        RxafsGetXStatsRequest,
        RxafsLookupRequest,
        RxafsStoreAclRequest,
        RxafsInlineBulkStatusRequest,
        RxafsFetchData64Request,
        RxafsStoreData64Request,
        RxafsGiveUpAllCallBacksRequest,
        RxafsGetCapabilitiesRequest,
        RxafsGetStatistics64Request,
        RxafscbCallBackRequest,
        RxafscbInitCallBackStateRequest,
        RxafscbProbeRequest,
        RxafscbWhoAreYouRequest,
        RxafscbInitCallBackState3Request,
        RxafscbProbeUuidRequest,
        RxafscbTellMeAboutYourselfRequest,
    }
    pr {
        PrINewEntryRequest,
        PrWhereIsItRequest,
        PrDumpEntryRequest,
        PrAddToGroupRequest,
        PrNameToIdRequest,
        PrIdToNameRequest,
        PrDeleteRequest,
        PrRemoveFromGroupRequest,
        PrGetCpsRequest,
        PrNewEntryRequest,
        PrListMaxRequest,
        PrSetMaxRequest,
        PrListEntryRequest,
        PrChangeEntryRequest,
        PrListElementsRequest,
        PrIsAMemberOfRequest,
        PrSetFieldsEntryRequest,
        PrListOwnedRequest,
        PrGetCps2Request,
        PrGetHostCpsRequest,
        PrUpdateEntryRequest,
        PrListEntriesRequest,
        PrListSuperGroupsRequest,
    }
    ubik {
        VoteBeaconRequest,
        VoteDebugOldRequest,
        VoteSDebugOldRequest,
        VoteDebugRequest,
        VoteSDebugRequest,
        VoteXDebugRequest,
        VoteXsDebugRequest,
        DiskBeginRequest,
        DiskCommitRequest,
        DiskLockRequest,
        DiskWriteRequest,
        DiskGetVersionRequest,
        DiskGetFileRequest,
        DiskSendFileRequest,
        DiskAbortRequest,
        DiskReleaseLocksRequest,
        DiskTruncateRequest,
        DiskProbeRequest,
        DiskWriteVRequest,
        DiskUpdateInterfaceAddrRequest,
        DiskSetVersionRequest,
    }
    vl {
        VlCreateEntryRequest,
        VlDeleteEntryRequest,
        VlGetEntryByIdRequest,
        VlGetEntryByNameORequest,
        VlGetNewVolumeIdRequest,
        VlReplaceEntryRequest,
        VlUpdateEntryRequest,
        VlSetLockRequest,
        VlReleaseLockRequest,
        VlListEntryRequest,
        VlListAttributesRequest,
        VlLinkedListRequest,
        VlGetStatsRequest,
        VlProbeServerRequest,
        VlGetAddrsRequest,
        VlChangeAddrRequest,
        VlCreateEntryNRequest,
        VlGetEntryByIdnRequest,
        VlGetEntryByNameNRequest,
        VlReplaceEntryNRequest,
        VlListEntryNRequest,
        VlListAttributesNRequest,
        VlUpdateEntryByNameRequest,
        VlGetEntryByNameURequest,
        VlRegisterAddrsRequest,
        VlGetAddrsURequest,
        VlListAttributesN2Request,
    }
    volser {
        AfsVolCreateVolumeRequest,
        AfsVolDeleteVolumeRequest,
        AfsVolRestoreRequest,
        AfsVolForwardRequest,
        AfsVolEndTransRequest,
        AfsVolCloneRequest,
        AfsVolSetFlagsRequest,
        AfsVolGetFlagsRequest,
        AfsVolTransCreateRequest,
        AfsVolDumpRequest,
        AfsVolGetNameRequest,
        AfsVolGetStatusRequest,
        AfsVolListPartitionsRequest,
        AfsVolListVolumesRequest,
        AfsVolSetIdsTypesRequest,
        AfsVolMonitorRequest,
        AfsVolPartitionInfoRequest,
        AfsVolReCloneRequest,
        AfsVolListOneVolumeRequest,
        AfsVolNukeVolumeRequest,
        AfsVolSetDateRequest,
        AfsVolXListVolumesRequest,
        AfsVolXListOneVolumeRequest,
        AfsVolSetInfoRequest,
        AfsVolXListPartitionsRequest,
        AfsVolForwardMultipleRequest,
        AfsVolConvertROtoRwRequest,
        AfsVolGetSizeRequest,
        AfsVolDumpV2Request,
        AfsVolPartitionInfo64Request,
        AfsVolSplitVolumeRequest,
    }
}
